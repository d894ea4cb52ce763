package dev.tokend.kacs.sd;

import dev.tokend.kacs.bytes.Bytes;

/** A callback entry: it counts only as the condition in its application data says ([MS-DTYP] 2.4.4.17). */
public sealed interface ConditionalAce extends MaskedAce permits CallbackAce, CallbackObjectAce {
  /** The bytes after the SID, padding included: a multiple of 4, possibly none. */
  Bytes applicationData();
}
