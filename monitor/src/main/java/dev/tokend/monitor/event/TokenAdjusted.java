package dev.tokend.monitor.event;

import dev.tokend.kacs.sid.Sid;
import java.util.List;

/**
 * An adjustment has succeeded (tokens §14 and §16 set; beyond KACS's events).
 *
 * @param operation the name of the operation: "adjust_privileges"
 * @param tokenId the token
 * @param modifiedId its modification counter now, unsigned
 * @param userSid its user
 * @param changes what is different from before; empty where the adjustment asked for what was so already
 */
public record TokenAdjusted(String operation, long tokenId, long modifiedId, Sid userSid, List<Adjustment> changes)
    implements MonitorEvent {
  /** Copies the list. */
  public TokenAdjusted {
    changes = List.copyOf(changes);
  }

  @Override
  public String name() {
    return "token-adjust";
  }
}
