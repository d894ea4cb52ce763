package dev.tokend.authority.audit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the trail is to be written, as {@code tokend --audit} says it. */
public sealed interface TrailPlace {
  /** To the journal where there is one and the authority is the machine's, else to the file of its folder. */
  record Automatic() implements TrailPlace {}

  /** To the systemd journal. */
  record SystemJournal() implements TrailPlace {}

  /** To {@code audit.jsonl} in the folder of the socket. */
  record FolderFile() implements TrailPlace {}

  /**
   * To a file.
   *
   * @param path absolute
   */
  record File(Path path) implements TrailPlace {}

  /** Nowhere. */
  record Off() implements TrailPlace {}

  /** Reads {@code journal}, {@code file}, {@code off} or an absolute path; null for anything else. */
  static @Nullable TrailPlace parse(String text) {
    return switch (text) {
      case "journal" -> new SystemJournal();
      case "file" -> new FolderFile();
      case "off" -> new Off();
      default -> text.startsWith("/") && !text.contains("\0") ? new File(Path.of(text)) : null;
    };
  }
}
