package dev.tokend.authority.derive;

import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The claims of a derived token: each a single text. */
final class DerivedClaims {

  private DerivedClaims() {}

  static List<Claim> ofUser(@Nullable AccountFacts account) {
    List<Claim> claims = new ArrayList<>();
    if (account != null) {
      add(claims, "login", account.login());
      add(claims, "home", account.home());
      add(claims, "shell", account.shell());
    }
    return claims;
  }

  static List<Claim> ofDevice(HostFacts host) {
    List<Claim> claims = new ArrayList<>();
    add(claims, "hostname", host.hostname());
    add(claims, "machineId", host.machineId());
    add(claims, "kernelRelease", host.kernelRelease());
    return claims;
  }

  private static void add(List<Claim> claims, String name, String text) {
    String safe = asClaimText(text);
    if (!safe.isEmpty()) {
      claims.add(new Claim(name, ClaimType.STRING, 0, List.of(new ClaimValue.Text(safe))));
    }
  }

  /** A claim holds neither NUL nor half a surrogate pair; the name service may say anything. */
  private static String asClaimText(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }
}
