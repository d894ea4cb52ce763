package dev.tokend.cli.batch;

import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.access.SubjectBuilder;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * A token as JSON, access check §15. Only {@code user} has to be there; what is left out is as in a plain primary token
 * of Medium integrity under NO_WRITE_UP, with no groups and no privileges.
 */
public final class TokenReader {
  private TokenReader() {}

  /**
   * Reads a text that is one token.
   *
   * @throws BadLineException where it is not
   */
  public static Subject parse(String text) throws BadLineException {
    JsonValues in = JsonValues.of(text);
    Subject subject = read(in);
    in.end();
    return subject;
  }

  static Subject read(JsonValues in) throws BadLineException {
    SubjectBuilder subject = Subject.builder();
    boolean named = false;
    in.beginObject();
    while (in.hasNext()) {
      String member = in.name();
      switch (member) {
        case "user" -> {
          subject.user(in.sid());
          named = true;
        }
        case "user_deny_only" -> subject.userDenyOnly(in.truth());
        case "groups" -> subject.groups(groups(in));
        case "device_groups" -> subject.deviceGroups(groups(in));
        case "restricted_sids" -> subject.restrictedSids(groups(in));
        case "restricted_device_groups" -> subject.restrictedDeviceGroups(groups(in));
        case "confinement_capabilities" -> subject.confinementCapabilities(groups(in));
        case "write_restricted" -> subject.writeRestricted(in.truth());
        case "confinement_sid" -> subject.confinementSid(in.optionalSid());
        case "confinement_exempt" -> subject.confinementExempt(in.truth());
        case "integrity" -> subject.integrityLevel(in.unsigned());
        case "mandatory_policy" -> subject.mandatoryPolicy(in.unsigned());
        case "audit_policy" -> subject.auditPolicy(in.unsigned());
        case "privileges_enabled" -> subject.privileges(privileges(in));
        case "token_type" -> subject.tokenType(type(in));
        case "impersonation_level" -> subject.impersonationLevel(level(in));
        case "logon_session_dead" -> subject.sessionDead(in.truth());
        case "user_claims" -> subject.userClaims(ClaimReader.list(in));
        case "device_claims" -> subject.deviceClaims(ClaimReader.list(in));
        default -> throw in.unknownMember(member);
      }
    }
    in.endObject();
    if (!named) {
      throw in.fail("a token needs a user");
    }
    return subject.build();
  }

  private static List<SidAndAttributes> groups(JsonValues in) throws BadLineException {
    in.beginArray();
    if (!in.hasNext()) {
      in.endArray();
      return List.of();
    }
    List<SidAndAttributes> groups = new ArrayList<>();
    while (in.hasNext()) {
      groups.add(group(in));
    }
    in.endArray();
    return groups;
  }

  private static SidAndAttributes group(JsonValues in) throws BadLineException {
    Sid sid = null;
    int attributes = 0;
    boolean hasAttributes = false;
    in.beginObject();
    while (in.hasNext()) {
      String member = in.name();
      switch (member) {
        case "sid" -> sid = in.sid();
        case "attrs" -> {
          attributes = in.unsigned();
          hasAttributes = true;
        }
        default -> throw in.unknownMember(member);
      }
    }
    in.endObject();
    if (sid == null || !hasAttributes) {
      throw in.fail("a group needs sid and attrs");
    }
    return new SidAndAttributes(sid, attributes);
  }

  private static long privileges(JsonValues in) throws BadLineException {
    long privileges = 0;
    in.beginArray();
    while (in.hasNext()) {
      Privilege privilege = Privilege.byName(in.string());
      if (privilege == null) {
        throw in.expected("the name of a privilege");
      }
      privileges |= privilege.mask();
    }
    in.endArray();
    return privileges;
  }

  private static TokenType type(JsonValues in) throws BadLineException {
    return switch (in.string()) {
      case "primary" -> TokenType.PRIMARY;
      case "impersonation" -> TokenType.IMPERSONATION;
      default -> throw in.expected("primary or impersonation");
    };
  }

  private static ImpersonationLevel level(JsonValues in) throws BadLineException {
    return switch (in.string()) {
      case "anonymous" -> ImpersonationLevel.ANONYMOUS;
      case "identification" -> ImpersonationLevel.IDENTIFICATION;
      case "impersonation" -> ImpersonationLevel.IMPERSONATION;
      case "delegation" -> ImpersonationLevel.DELEGATION;
      default -> throw in.expected("anonymous, identification, impersonation or delegation");
    };
  }
}
