package dev.tokend.authority.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The written trail, wherever it is written to. */
public final class TrailOutput implements AutoCloseable {
  private static final long MOST_BYTES = 8 << 20;
  private static final int MOST_OLD = 4;
  private static final Writing OFF = new Writing("off", null, 0);

  private final @Nullable TrailWriter writer;

  private TrailOutput(@Nullable TrailWriter writer) {
    this.writer = writer;
  }

  /**
   * Begins to write. What cannot be opened is tried again with each line, and shows in {@link #writing}.
   *
   * @param folder of the socket
   * @param changed told, on another thread, when trouble has begun or ended
   */
  public static TrailOutput open(TrailPlace place, boolean machineWide, Path folder, Runnable changed) {
    Path file = folder.resolve("audit.jsonl");
    return switch (place) {
      case TrailPlace.Off o -> new TrailOutput(null);
      case TrailPlace.SystemJournal j -> journal(changed);
      case TrailPlace.FolderFile f -> file(file, changed);
      case TrailPlace.File(Path path) -> file(path, changed);
      case TrailPlace.Automatic a ->
          machineWide && Files.exists(TrailJournal.SOCKET) ? journal(changed) : file(file, changed);
    };
  }

  private static TrailOutput journal(Runnable changed) {
    return new TrailOutput(new TrailWriter(new TrailJournal(TrailJournal.SOCKET), "journal", changed));
  }

  private static TrailOutput file(Path path, Runnable changed) {
    TrailFile file = new TrailFile(path, MOST_BYTES, MOST_OLD);
    return new TrailOutput(new TrailWriter(file, path.toString(), changed));
  }

  /** Takes a line to be written; never waits. */
  public void offer(String line) {
    if (writer != null) {
      writer.offer(line);
    }
  }

  /** How it goes. */
  public Writing writing() {
    return writer == null ? OFF : writer.writing();
  }

  /** Writes what waits, for two seconds at most, and takes no more. */
  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
