package dev.tokend.linux.call;

/** Refuses what the layouts and numbers of this module do not describe. */
final class Platform {
  private Platform() {}

  /**
   * Returns for Linux on x86-64.
   *
   * @param system the value of {@code os.name}
   * @param architecture the value of {@code os.arch}
   * @throws UnsatisfiedLinkError for anything else, naming both
   */
  static void require(String system, String architecture) {
    if (!system.equals("Linux") || !architecture.equals("amd64")) {
      throw new UnsatisfiedLinkError(
          "tokend's system calls are those of Linux on x86-64 (amd64); this is " + system + " on " + architecture);
    }
  }
}
