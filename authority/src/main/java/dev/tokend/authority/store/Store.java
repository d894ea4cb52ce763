package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.process.BootClock;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.IdSeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state file of an authority, read: first its ids, with which a monitor begins, then what it kept.
 *
 * <p>A file that is damaged is put aside, and no authority starts beside it: it names processes that hold less than
 * Linux says of them, and all of those would have everything back.
 */
public final class Store implements AutoCloseable {
  /** So many ids and more than anybody can have used for each second since the machine has started. */
  private static final int IDS_A_SECOND_SHIFT = 24;

  private final Path path;
  private final UUID boot;
  private final StateFile file;
  private final Image image;
  private final Entry.Ids ids;
  private final Recorder recorder = new Recorder();

  private Store(Path path, UUID boot, StateFile file, Image image, Entry.Ids ids) {
    this.path = path;
    this.boot = boot;
    this.file = file;
    this.image = image;
    this.ids = ids;
  }

  /**
   * Opens the state file in a folder that is locked.
   *
   * @param bootId of this boot, a UUID as text
   * @param uid who must own it, unsigned
   * @throws IOException if it cannot be read or made, is of another version, or is damaged or a damaged one lies there
   */
  public static Store open(Path folder, String bootId, int uid) throws IOException {
    UUID boot;
    try {
      boot = UUID.fromString(bootId);
    } catch (IllegalArgumentException e) {
      throw new IOException("the boot id is no UUID: " + bootId);
    }
    Path path = folder.resolve("tokend.state");
    if (Files.exists(aside(path), LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(aside(path) + " is a damaged state file of an earlier authority. " + wayOut(path));
    }
    try {
      Image image = new Image();
      StateFile file = StateFile.open(path, boot, uid, transaction -> transaction.forEach(image::apply));
      List<Entry.Ids> ids = image.entries(Key.Kind.IDS, Entry.Ids.class);
      IdSeeds fresh = IdSeeds.FRESH;
      return new Store(
          path,
          boot,
          file,
          image,
          ids.isEmpty() ? new Entry.Ids(fresh.firstTokenId(), fresh.firstSessionId()) : ids.getFirst());
    } catch (MalformedException e) {
      throw damaged(path, boot, e);
    }
  }

  private static Path aside(Path path) {
    return path.resolveSibling(path.getFileName() + ".damaged");
  }

  /**
   * The one that takes its place keeps nothing but ids, which are beyond all that were used: what the damaged one says of
   * them is not believed either.
   */
  private static IOException damaged(Path path, UUID boot, MalformedException e) throws IOException {
    Files.createLink(aside(path), path);
    long beyond = IdSeeds.FIRST_DYNAMIC + ((BootClock.ticks() / BootClock.TICKS_A_SECOND + 1) << IDS_A_SECOND_SHIFT);
    StateFile.replace(path, boot, List.of(Change.of(new Entry.Ids(beyond, beyond))));
    return new IOException(
        path + " is damaged (" + e.getMessage() + ") and is now " + aside(path) + ". " + wayOut(path));
  }

  private static String wayOut(Path path) {
    return "No authority starts here while it is there: processes that held lowered tokens would have whole ones. End"
        + " those processes and remove "
        + aside(path)
        + ", or restart the machine";
  }

  /** Where the ids of a new monitor begin. */
  public IdSeeds seeds() {
    return new IdSeeds(ids.tokens(), ids.sessions(), true);
  }

  /** Is told what changes in the new monitor. */
  public Recorder recorder() {
    return recorder;
  }

  /**
   * Puts back what was kept, and keeps what happens from here on.
   *
   * @param monitor a new one, with {@link #seeds} and {@link #recorder}
   * @param whenTrouble told why nothing can be written, once, and null when it can be again
   * @throws IOException if what was kept contradicts itself, or what has become of a process cannot be told, or nothing
   *     can be written
   */
  public Keeping restore(Monitor monitor, Holdings holdings, Consumer<@Nullable String> whenTrouble)
      throws IOException {
    try {
      new Restorer(image, ids, monitor, recorder, holdings).restore();
    } catch (MalformedException e) {
      file.close();
      throw damaged(path, boot, e);
    }
    Keeping keeping =
        new Keeping(monitor, recorder, new Collector(monitor, holdings), image, file, ids, whenTrouble);
    keeping.flush();
    String trouble = keeping.trouble();
    if (trouble != null) {
      throw new IOException(path + " cannot be written: " + trouble);
    }
    return keeping;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
