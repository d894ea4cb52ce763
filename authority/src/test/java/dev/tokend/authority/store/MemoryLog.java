package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A state file in memory, which can be out of room. */
final class MemoryLog implements StateLog {
  static final UUID BOOT = UUID.fromString("2f4ba3b1-6a5c-4e0b-9a59-0d7a3c6d1e11");

  private final List<Integer> ends = new ArrayList<>();
  private ByteArrayOutputStream content = new ByteArrayOutputStream();
  private boolean full;
  private int rewritten;

  MemoryLog() {
    content.writeBytes(StateBytes.header(BOOT));
  }

  void isFull(boolean isFull) {
    full = isFull;
  }

  /** What a file of these bytes tells. */
  static StateBytes.Content read(byte[] file, UUID boot, Consumer<List<Change>> kept) throws MalformedException {
    try {
      return StateBytes.read(new StateInput(Channels.newChannel(new ByteArrayInputStream(file))), boot, kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void append(List<Change> transaction) throws IOException {
    if (full) {
      throw new IOException("no room");
    }
    content.writeBytes(StateBytes.record(transaction));
    ends.add(content.size());
  }

  @Override
  public void rewrite(Collection<Change> all) throws IOException {
    if (full) {
      throw new IOException("no room");
    }
    content = new ByteArrayOutputStream();
    content.writeBytes(StateBytes.header(BOOT));
    ends.clear();
    append(List.copyOf(all));
    rewritten++;
  }

  /** How often it was. */
  int rewritten() {
    return rewritten;
  }

  byte[] bytes() {
    return content.toByteArray();
  }

  /** Where the records end. */
  List<Integer> ends() {
    return List.copyOf(ends);
  }

  @Override
  public long size() {
    return content.size();
  }
}
