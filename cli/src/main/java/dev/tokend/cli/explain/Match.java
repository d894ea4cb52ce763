package dev.tokend.cli.explain;

import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.access.View;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import org.jspecify.annotations.Nullable;

/** What the SID of an entry has to do with the token, in words, for one reading of the DACL. */
public final class Match {
  private final AccessRequest request;
  private final SidNames names;

  /**
   * @param request whose token and whose PRINCIPAL SELF
   * @param names the names of SIDs
   */
  public Match(AccessRequest request, SidNames names) {
    this.request = request;
    this.names = names;
  }

  /** What makes an entry match that does. */
  public String reason(View view, Sid sid) {
    if (sid.equals(WellKnown.OWNER_RIGHTS)) {
      return "the owner";
    }
    Sid self = request.selfSid();
    if (sid.equals(WellKnown.PRINCIPAL_SELF) && self != null) {
      return "PRINCIPAL SELF, which is " + names.text(self);
    }
    return switch (view) {
      case NORMAL -> ofToken(sid);
      case RESTRICTED -> "a restricting SID";
      case CONFINEMENT -> sid.equals(request.subject().confinementSid()) ? "the package" : "a capability";
    };
  }

  private String ofToken(Sid sid) {
    Subject subject = request.subject();
    SidAndAttributes group = group(sid);
    if (sid.equals(subject.user()) && !(subject.userDenyOnly() && group != null && group.matchesAllow())) {
      return subject.userDenyOnly() ? "the user, whom the token has for deny entries only" : "the user";
    }
    return group != null && group.isDenyOnly()
        ? "a group that the token has for deny entries only"
        : "a group of the token";
  }

  /** Why an entry does not match that does not. */
  public String obstacle(View view, Sid sid) {
    if (sid.equals(WellKnown.OWNER_RIGHTS)) {
      return "the token is not the owner's";
    }
    if (sid.equals(WellKnown.PRINCIPAL_SELF)) {
      Sid self = request.selfSid();
      return self == null ? "nobody is PRINCIPAL SELF here" : "PRINCIPAL SELF is " + names.text(self) + " here";
    }
    return switch (view) {
      case NORMAL -> {
        String near = nearMiss(sid);
        yield near == null ? "not in the token" : near;
      }
      case RESTRICTED -> "not a restricting SID";
      case CONFINEMENT -> "neither the package nor a capability of it";
    };
  }

  /** Why a SID of the token does not match entries that allow; null where it does, or is not in the token. */
  public @Nullable String nearMiss(Sid sid) {
    Subject subject = request.subject();
    SidAndAttributes group = group(sid);
    if (group != null && group.matchesAllow()) {
      return null;
    }
    if (group != null) {
      return group.isDenyOnly()
          ? "the token has this group for deny entries only"
          : "this group of the token is disabled";
    }
    return sid.equals(subject.user()) && subject.userDenyOnly()
        ? "the token has its user for deny entries only"
        : null;
  }

  /** Whether the token owns what this SID owns: attributes of a group do not matter (KACS v0.22 §3.7). */
  boolean isOwner(@Nullable Sid owner) {
    return owner != null && (owner.equals(request.subject().user()) || group(owner) != null);
  }

  /** The group of that SID; of several, one that matches entries that allow, if there is one. */
  private @Nullable SidAndAttributes group(Sid sid) {
    SidAndAttributes found = null;
    for (SidAndAttributes group : request.subject().groups()) {
      if (group.sid().equals(sid) && (found == null || group.matchesAllow())) {
        found = group;
      }
    }
    return found;
  }
}
