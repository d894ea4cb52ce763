package dev.tokend.authority.log;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/**
 * Writes events as JSON lines to a file, and to its predecessor once it has grown full: at most twice
 * {@link #MAX_BYTES} on disk. A disk that takes nothing more stops nothing.
 *
 * <p>Each uid has a budget of lines a minute, so that one client cannot push the others' events out; that lines are
 * left out is said once.
 */
public final class EventLog implements Journal, AutoCloseable {

  /** How long the file may grow, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  private final Path file;
  private final LineBudget budget = new LineBudget();
  private FileChannel channel;

  private EventLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens the log for appending; it is made with mode 0600 if need be. */
  public static EventLog open(Path file) throws IOException {
    return new EventLog(file, append(file));
  }

  private static FileChannel append(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND,
            LinkOption.NOFOLLOW_LINKS),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  @Override
  public void write(String event, int uid, int pid, String detail) {
    Instant now = Instant.now();
    int left = budget.spend(uid, now.getEpochSecond());
    if (left < 0) {
      return;
    }
    append(line(now, event, uid, pid, detail));
    if (left == 0) {
      append(line(now, "events-left-out", uid, pid, "no more lines of this uid for the rest of the minute"));
    }
  }

  private static String line(Instant now, String event, int uid, int pid, String detail) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      json.name("time").value(now.toString());
      json.name("event").value(event);
      json.name("uid").value(Integer.toUnsignedLong(uid));
      json.name("pid").value(pid);
      json.name("detail").value(detail);
      json.endObject();
    } catch (IOException e) {
      throw new AssertionError("a string takes whatever is written", e);
    }
    return text + "\n";
  }

  private void append(String line) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
    try {
      if (channel.size() + bytes.remaining() > MAX_BYTES) {
        rotate();
      }
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      // The log is a record, not a condition: decisions go on without it.
      return;
    }
  }

  /** The full file is closed last: where a step fails, the next line takes it from there. */
  private void rotate() throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    FileChannel next = append(file);
    channel.close();
    channel = next;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
