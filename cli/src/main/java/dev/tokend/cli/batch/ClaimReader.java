package dev.tokend.cli.batch;

import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claims as JSON, access check §15: a list of {@code {"name", "type", "flags", "values"}}. The type comes before the
 * values.
 */
final class ClaimReader {
  private ClaimReader() {}

  static List<Claim> list(JsonValues in) throws BadLineException {
    in.beginArray();
    if (!in.hasNext()) {
      in.endArray();
      return List.of();
    }
    List<Claim> claims = new ArrayList<>();
    while (in.hasNext()) {
      claims.add(claim(in));
    }
    in.endArray();
    return claims;
  }

  private static Claim claim(JsonValues in) throws BadLineException {
    String name = null;
    ClaimType type = null;
    int flags = 0;
    List<ClaimValue> values = List.of();
    in.beginObject();
    while (in.hasNext()) {
      String member = in.name();
      switch (member) {
        case "name" -> name = in.string();
        case "type" -> type = type(in);
        case "flags" -> flags = in.unsigned();
        case "values" -> values = values(in, type);
        default -> throw in.unknownMember(member);
      }
    }
    in.endObject();
    if (name == null || type == null) {
      throw in.fail("a claim needs name and type");
    }
    try {
      return new Claim(name, type, flags, values);
    } catch (IllegalArgumentException e) {
      throw in.fail(String.valueOf(e.getMessage()));
    }
  }

  private static ClaimType type(JsonValues in) throws BadLineException {
    return switch (in.string()) {
      case "INT64" -> ClaimType.INT64;
      case "UINT64" -> ClaimType.UINT64;
      case "STRING" -> ClaimType.STRING;
      case "SID" -> ClaimType.SID;
      case "BOOLEAN" -> ClaimType.BOOLEAN;
      case "OCTET" -> ClaimType.OCTET;
      default -> throw in.expected("INT64, UINT64, STRING, SID, BOOLEAN or OCTET");
    };
  }

  private static List<ClaimValue> values(JsonValues in, @Nullable ClaimType type)
      throws BadLineException {
    if (type == null) {
      throw in.fail("the type of a claim must come before its values");
    }
    List<ClaimValue> values = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      values.add(value(in, type));
    }
    in.endArray();
    return values;
  }

  private static ClaimValue value(JsonValues in, ClaimType type) throws BadLineException {
    return switch (type) {
      case INT64 -> new ClaimValue.Int64(in.integer(Long.MIN_VALUE, Long.MAX_VALUE));
      case UINT64 -> new ClaimValue.UInt64(in.unsignedLong());
      case STRING -> text(in);
      case SID -> new ClaimValue.SidValue(in.sid());
      case BOOLEAN -> new ClaimValue.Bool(in.truthNumber());
      case OCTET -> new ClaimValue.Octets(in.octets());
      case FQBN -> throw in.expected("a type that is supported");
    };
  }

  private static ClaimValue text(JsonValues in) throws BadLineException {
    try {
      return new ClaimValue.Text(in.string());
    } catch (IllegalArgumentException e) {
      throw in.fail(String.valueOf(e.getMessage()));
    }
  }
}
