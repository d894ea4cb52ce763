package dev.tokend.kacs.sid;

/** The SIDs that rules of the access check, of tokens and of derivation name (formats §2). */
public final class WellKnown {
  /** S-1-0-0: names no principal. */
  public static final Sid NOBODY = Sid.of(0, 0);

  /** S-1-1-0: every caller whose token carries it. */
  public static final Sid EVERYONE = Sid.of(1, 0);

  /** S-1-2-0: logged on at the machine itself. */
  public static final Sid LOCAL = Sid.of(2, 0);

  /** S-1-2-1: logged on at the physical console. */
  public static final Sid CONSOLE_LOGON = Sid.of(2, 1);

  /** S-1-3-0: becomes the owner of a new object. */
  public static final Sid CREATOR_OWNER = Sid.of(3, 0);

  /** S-1-3-1: becomes the group of a new object. */
  public static final Sid CREATOR_GROUP = Sid.of(3, 1);

  /** S-1-3-4: stands for the current owner. */
  public static final Sid OWNER_RIGHTS = Sid.of(3, 4);

  /** S-1-5-2: from a network logon. */
  public static final Sid NETWORK = Sid.of(5, 2);

  /** S-1-5-3: from a batch logon. */
  public static final Sid BATCH = Sid.of(5, 3);

  /** S-1-5-4: from an interactive logon. */
  public static final Sid INTERACTIVE = Sid.of(5, 4);

  /** S-1-5-6: from a service logon. */
  public static final Sid SERVICE = Sid.of(5, 6);

  /** S-1-5-7: the user of an anonymous token. */
  public static final Sid ANONYMOUS = Sid.of(5, 7);

  /** S-1-5-10: stands for the principal that the object represents. */
  public static final Sid PRINCIPAL_SELF = Sid.of(5, 10);

  /** S-1-5-11: every caller whose identity was verified. */
  public static final Sid AUTHENTICATED_USERS = Sid.of(5, 11);

  /** S-1-5-12: the usual restricting SID. */
  public static final Sid RESTRICTED_CODE = Sid.of(5, 12);

  /** S-1-5-15: of the same organization as the resource. */
  public static final Sid THIS_ORGANIZATION = Sid.of(5, 15);

  /** S-1-5-18: the operating system itself. */
  public static final Sid SYSTEM = Sid.of(5, 18);

  /** S-1-5-19: low-privilege service, anonymous on the network. */
  public static final Sid LOCAL_SERVICE = Sid.of(5, 19);

  /** S-1-5-20: low-privilege service with the machine's identity on the network. */
  public static final Sid NETWORK_SERVICE = Sid.of(5, 20);

  /** S-1-5-33: lets write-restricted tokens write. */
  public static final Sid WRITE_RESTRICTED = Sid.of(5, 33);

  /** S-1-5-32-544: local administrators. */
  public static final Sid ADMINISTRATORS = Sid.of(5, 32, 544);

  /** S-1-5-32-545: local users. */
  public static final Sid USERS = Sid.of(5, 32, 545);

  /** S-1-5-32-546: local guests. */
  public static final Sid GUESTS = Sid.of(5, 32, 546);

  /** S-1-5-32-551: may back up and restore. */
  public static final Sid BACKUP_OPERATORS = Sid.of(5, 32, 551);

  /** S-1-15-2-1: every confined application. */
  public static final Sid ALL_APPLICATION_PACKAGES = Sid.of(15, 2, 1);

  /** S-1-15-2-2: confined applications in either mode. */
  public static final Sid ALL_RESTRICTED_APPLICATION_PACKAGES = Sid.of(15, 2, 2);

  /** S-1-16-0: least trusted code. */
  public static final Sid UNTRUSTED_INTEGRITY = Sid.integrity(0);

  /** S-1-16-4096: sandboxed code. */
  public static final Sid LOW_INTEGRITY = Sid.integrity(4096);

  /** S-1-16-8192: ordinary users; also assumed for unlabelled objects. */
  public static final Sid MEDIUM_INTEGRITY = Sid.integrity(8192);

  /** S-1-16-12288: elevated administrators. */
  public static final Sid HIGH_INTEGRITY = Sid.integrity(12288);

  /** S-1-16-16384: trusted services. */
  public static final Sid SYSTEM_INTEGRITY = Sid.integrity(16384);

  private WellKnown() {}
}
