package dev.tokend.surface.spec;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.LogonSessionSpec;
import java.util.ArrayList;
import java.util.List;

/** Logon session specs (formats §10) as text: {@code logon_type}, {@code auth_pkg} and {@code user_sid}. */
public final class LogonSessionSpecText {
  private static final String LOGON_TYPE = "logon_type";
  private static final String AUTH_PKG = "auth_pkg";
  private static final String USER_SID = "user_sid";

  private LogonSessionSpecText() {}

  /**
   * Reads a spec that the whole text is; without {@code auth_pkg} the package is empty.
   *
   * @throws SpecTextException if it is not one
   */
  public static LogonSessionSpec parse(String text) throws SpecTextException {
    List<String> fields = List.of(LOGON_TYPE, AUTH_PKG, USER_SID, Schema.FIELD);
    JsonValue.Members spec =
        SpecInput.parse(text).members("an object with the fields of a logon session spec", fields);
    Schema.check(spec);
    LogonType type = Words.read(spec.required(LOGON_TYPE), types(), "logon type");
    JsonValue authPackage = spec.optional(AUTH_PKG);
    Sid user = SidWords.read(spec.required(USER_SID));
    String name = authPackage == null ? "" : authPackage.text("text");
    try {
      return new LogonSessionSpec(type, name, user);
    } catch (IllegalArgumentException e) {
      throw (authPackage == null ? spec : authPackage).place().fail(String.valueOf(e.getMessage()));
    }
  }

  /** As {@link #parse(String)}, of a text in UTF-8. */
  public static LogonSessionSpec parse(byte[] utf8) throws SpecTextException {
    return parse(SpecInput.decode(utf8));
  }

  /** The text of a spec, with all of its fields and a newline at the end. */
  public static String print(LogonSessionSpec spec, SpecStyle style) {
    return print(spec, style, List.of());
  }

  /**
   * The text of a spec.
   *
   * @param remarks lines of comment before the first field, where the style has comments
   */
  public static String print(LogonSessionSpec spec, SpecStyle style, List<String> remarks) {
    JsonLines out = new JsonLines(style.commented());
    SidWords sids = new SidWords(style);
    for (String remark : remarks) {
      out.remark(remark);
    }
    Schema.print(out, style);
    out.member(LOGON_TYPE, JsonLines.quote(Words.of(spec.logonType())), "");
    out.member(AUTH_PKG, JsonLines.quote(spec.authPackage()), "");
    out.member(USER_SID, sids.print(spec.userSid()), sids.comment(spec.userSid()));
    return out.end();
  }

  private static List<LogonType> types() {
    List<LogonType> types = new ArrayList<>();
    for (LogonType type : LogonType.values()) {
      if (type.validInKacs()) {
        types.add(type);
      }
    }
    return types;
  }
}
