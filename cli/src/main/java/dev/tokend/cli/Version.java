package dev.tokend.cli;

/** The version of the command. */
public final class Version {
  /** As the pom has it; a test holds that they agree. */
  public static final String NUMBER = "0.1.0";

  /** The interface whose tokens it shows. */
  public static final String KACS = "0.22";

  private Version() {}
}
