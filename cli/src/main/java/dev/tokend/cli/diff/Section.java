package dev.tokend.cli.diff;

/** Where text shows a difference: the sections of {@code show --all}, and one for what is no difference. */
enum Section {
  PRINCIPAL("Principal", "field"),
  GROUPS("Groups", "group"),
  PRIVILEGES("Privileges", "privilege"),
  RESTRICTION("Restriction", "field or SID"),
  CONFINEMENT("Confinement", "field or SID"),
  DEVICE_GROUPS("Device groups", "group"),
  RESTRICTED_DEVICE_GROUPS("Restricted device groups", "group"),
  USER_CLAIMS("User claims", "claim"),
  DEVICE_CLAIMS("Device claims", "claim"),
  DEFAULT_DACL("Default DACL", "entry"),
  LOGON("Logon", "field"),
  TOKEN("Token", "field"),
  PROJECTION("Linux projection", "field"),
  /** What tells one token object and its history from another's: two with nothing else are the same identity. */
  VOLATILE("Of the objects alone", "field");

  private final String title;
  private final String heading;

  Section(String title, String heading) {
    this.title = title;
    this.heading = heading;
  }

  /** The heading of the section. */
  String title() {
    return title;
  }

  /** What stands over the names of its rows. */
  String heading() {
    return heading;
  }
}
