package dev.tokend.linux.proc;

import java.util.OptionalInt;

/** The files of the audit subsystem: {@code loginuid} and {@code sessionid}, one unsigned 32-bit number each. */
final class AuditId {
  /** 4294967295: the audit subsystem's "not set". */
  private static final int UNSET = -1;

  private AuditId() {}

  static OptionalInt parse(String file, byte[] content) throws ProcFormatException {
    ProcText text = new ProcText(file, content);
    int value = text.unsignedInt();
    if (!text.skipBlanks().atEnd()) {
      throw text.fail("more than a number");
    }
    return value == UNSET ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
