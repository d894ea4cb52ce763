package dev.tokend.cli.batch;

import dev.tokend.kacs.access.CentralPolicy;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import java.util.Map;

/** The lists of access check §15 as texts of their own. */
public final class JsonLists {
  private JsonLists() {}

  /**
   * Claims.
   *
   * @throws BadLineException where the text is no list of them
   */
  public static List<Claim> claims(String text) throws BadLineException {
    JsonValues in = JsonValues.of(text);
    List<Claim> claims = ClaimReader.list(in);
    in.end();
    return claims;
  }

  /**
   * Central policies by their SIDs.
   *
   * @throws BadLineException where the text is no list of them
   */
  public static Map<Sid, CentralPolicy> policies(String text) throws BadLineException {
    JsonValues in = JsonValues.of(text);
    Map<Sid, CentralPolicy> policies = PolicyReader.list(in);
    in.end();
    return policies;
  }
}
