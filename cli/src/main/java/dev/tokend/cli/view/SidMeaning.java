package dev.tokend.cli.view;

import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * What a word of the command line may mean.
 *
 * @param word the word as it was typed
 * @param sid the SID; null where the word means nothing
 * @param kind in what way it means that
 */
public record SidMeaning(String word, @Nullable Sid sid, Kind kind) {
  /** In what way a word means a SID. */
  public enum Kind {
    /** It is the SID. */
    SID,
    /** It is the name of a well-known one. */
    WELL_KNOWN,
    /** It is the SDDL alias of one. */
    ALIAS,
    /** It is a user of the machine. */
    USER,
    /** It is a group of the machine. */
    GROUP,
    /** It means nothing that is known. */
    NOTHING
  }
}
