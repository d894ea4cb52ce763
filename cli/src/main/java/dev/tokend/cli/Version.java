package dev.tokend.cli;

/** The version of the command. */
public final class Version {
  /** As the pom has it; a test holds that they agree. */
  public static final String NUMBER = "0.1.0";

  /** The interface whose tokens it shows. */
  public static final String KACS = "0.22";

  /** When its manual was last changed. */
  public static final String DATE = "2026-11-25";

  private Version() {}
}
