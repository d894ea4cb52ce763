package dev.tokend.monitor.event;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token was minted, duplicated or filtered; the fields are those of the new token in its final state.
 *
 * @param mode how it came about
 * @param tokenId the new token
 * @param sourceTokenId the token it was made from, or null for a mint
 * @param userSid the principal
 * @param userDenyOnly the user SID matches deny ACEs only
 * @param groupSids the groups in token order, whatever their states
 * @param restrictedSids the restricting SIDs; empty for none
 * @param writeRestricted the restricting list limits only writing
 * @param privilegesPresent one bit for each privilege
 * @param privilegesEnabled one bit for each privilege
 * @param integrityLevel unsigned
 * @param tokenType Primary or Impersonation
 * @param impersonationLevel the level; Anonymous on a Primary token
 * @param authId the logon session
 * @param confinementSid the package, or null
 * @param interactivityScope 0 for services
 * @param projectedUid Linux user id, unsigned
 * @param projectedGid Linux group id, unsigned
 */
public record TokenCreated(
    Mode mode,
    long tokenId,
    @Nullable Long sourceTokenId,
    Sid userSid,
    boolean userDenyOnly,
    List<Sid> groupSids,
    List<Sid> restrictedSids,
    boolean writeRestricted,
    long privilegesPresent,
    long privilegesEnabled,
    int integrityLevel,
    TokenType tokenType,
    ImpersonationLevel impersonationLevel,
    long authId,
    @Nullable Sid confinementSid,
    int interactivityScope,
    int projectedUid,
    int projectedGid)
    implements MonitorEvent {
  /** How a token came about. */
  public enum Mode {
    /** From a spec. */
    MINT("mint"),
    /** As a copy, NEW_PROCESS_MIN included. */
    DUPLICATE("duplicate"),
    /** As a copy with less in it. */
    FILTER("filter");

    private final String label;

    Mode(String label) {
      this.label = label;
    }

    /** The word that the event carries. */
    public String label() {
      return label;
    }
  }

  @Override
  public String name() {
    return "token-create";
  }
}
