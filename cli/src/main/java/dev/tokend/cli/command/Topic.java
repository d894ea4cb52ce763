package dev.tokend.cli.command;

/** The part of the overview that a subcommand is listed under, in this order. */
public enum Topic {
  /** Reads a token. */
  INSPECT("Inspecting a token"),
  /** Asks who may do what to an object. */
  OBJECTS("Access to objects"),
  /** Changes a token in place. */
  CHANGE("Changing a token"),
  /** Makes a token from another. */
  DERIVE("Deriving a token"),
  /** Acts under a token. */
  BECOME("Acting as a token"),
  /** What tokens are made from. */
  MAKE("Making tokens"),
  /** What the authority keeps. */
  KEEP("Logon sessions and pins"),
  /** About the authority. */
  AUTHORITY("The authority"),
  /** About the command itself. */
  SELF("About token");

  private final String title;

  Topic(String title) {
    this.title = title;
  }

  /** The heading. */
  public String title() {
    return title;
  }
}
