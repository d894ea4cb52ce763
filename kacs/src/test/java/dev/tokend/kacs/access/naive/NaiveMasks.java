package dev.tokend.kacs.access.naive;

/** The bits of access-check §3 and the mapping of a case. */
record NaiveMasks(NaiveCase c) {
  static final int ASS = 0x0100_0000;
  static final int MAXIMUM_ALLOWED = 0x0200_0000;
  static final int RESERVED = 0x0CE0_0000;
  static final int READ_CONTROL = 0x0002_0000;
  static final int WRITE_DAC = 0x0004_0000;
  static final int WRITE_OWNER = 0x0008_0000;
  static final int DELETE = 0x0001_0000;
  static final int SYNCHRONIZE = 0x0010_0000;
  static final int GENERIC_READ = 0x8000_0000;
  static final int GENERIC_WRITE = 0x4000_0000;
  static final int GENERIC_EXECUTE = 0x2000_0000;
  static final int GENERIC_ALL = 0x1000_0000;

  boolean maxmode() {
    return (c.desired() & MAXIMUM_ALLOWED) != 0;
  }

  int want() {
    return map(c.desired() & ~MAXIMUM_ALLOWED);
  }

  int allBits() {
    return map(GENERIC_ALL);
  }

  int map(int mask) {
    int mapped = mask & 0x0FFF_FFFF;
    if ((mask & GENERIC_READ) != 0) {
      mapped |= c.mapping()[0];
    }
    if ((mask & GENERIC_WRITE) != 0) {
      mapped |= c.mapping()[1];
    }
    if ((mask & GENERIC_EXECUTE) != 0) {
      mapped |= c.mapping()[2];
    }
    if ((mask & GENERIC_ALL) != 0) {
      mapped |= c.mapping()[3];
    }
    return mapped;
  }
}
