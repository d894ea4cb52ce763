package dev.tokend.cli.view;

import static dev.tokend.cli.view.TokenField.*;

import dev.tokend.cli.command.Subcommand;
import dev.tokend.kacs.catalog.QueryClass;
import java.util.List;

/**
 * Which fields a subcommand prints. Nothing else is read.
 *
 * @param list in the order of the output
 */
public record Fields(List<TokenField> list) {
  /** What {@code show --short} prints. */
  public static final Fields SHORT = of(
      USER, INTEGRITY, TYPE, IMPERSONATION_LEVEL, ELEVATION, RESTRICTED, WRITE_RESTRICTED, CONFINED, SESSION, COUNTS);

  /** What {@code show} prints. */
  public static final Fields PRINCIPAL = of(
      USER, USER_DENY_ONLY, OWNER, PRIMARY_GROUP, INTEGRITY, TYPE, IMPERSONATION_LEVEL, ELEVATION, RESTRICTED,
      WRITE_RESTRICTED, RESTRICTED_SIDS, CONFINED, CONFINEMENT_SID, CAPABILITIES, LOGON_TYPE, SESSION,
      INTERACTIVITY_SCOPE, SOURCE, DERIVED);

  /** What is told of a token that was made: what it was made less by is in its groups and privileges. */
  public static final Fields MADE = with(PRINCIPAL, GROUPS, PRIVILEGES);

  /** What {@code show --all} prints: everything but what only counts it. */
  public static Fields all() {
    List<TokenField> all = new java.util.ArrayList<>(List.of(TokenField.values()));
    all.remove(COUNTS);
    return new Fields(all);
  }

  /** What an accessor prints; {@code show} and the subcommands that print no fields are no accessors. */
  public static Fields of(Subcommand accessor) {
    return switch (accessor) {
      case USER -> of(USER, USER_DENY_ONLY);
      case OWNER -> of(OWNER);
      case GROUP -> of(PRIMARY_GROUP);
      case GROUPS -> of(GROUPS);
      case PRIVS -> of(PRIVILEGES);
      case CAPS -> of(CONFINED, CONFINEMENT_SID, CAPABILITIES, CONFINEMENT_EXEMPT);
      case CLAIMS -> of(USER_CLAIMS, DEVICE_CLAIMS);
      case INTEGRITY -> of(INTEGRITY);
      case LOGON -> of(LOGON_TYPE, LOGON_SID, SESSION);
      case SOURCE -> of(SOURCE, DERIVED);
      case ORIGIN -> of(ORIGIN);
      case STATS -> of(STATISTICS, CREATED);
      case DEFAULT_DACL -> of(DEFAULT_DACL);
      default ->
          throw new IllegalArgumentException("no accessor: " + accessor);
    };
  }

  /** What {@code query} decodes: one field. */
  public static Fields of(QueryClass queryClass) {
    return of(TokenField.of(queryClass));
  }

  private static Fields with(Fields fields, TokenField... more) {
    List<TokenField> all = new java.util.ArrayList<>(fields.list());
    all.addAll(List.of(more));
    return new Fields(all);
  }

  private static Fields of(TokenField... fields) {
    return new Fields(List.of(fields));
  }

  /** The classes to read: bit n asks for class n. */
  public int classes() {
    int classes = 0;
    for (TokenField field : list) {
      classes |= field.classes();
    }
    return classes;
  }

  /** Whether the facts have to be read. */
  public boolean needsFacts() {
    for (TokenField field : list) {
      if (field.needsFacts()) {
        return true;
      }
    }
    return false;
  }
}
