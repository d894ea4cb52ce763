package dev.tokend.authority.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrailWriterTest {
  private final Disk disk = new Disk();
  private final AtomicInteger changes = new AtomicInteger();

  /** Takes lines, fails, or keeps its writer waiting, as a test says. */
  private static final class Disk implements Destination {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch mayGoOn = new CountDownLatch(1);
    volatile boolean hangs;
    volatile boolean full;
    volatile int failures;

    @Override
    public void write(String line) throws IOException {
      if (hangs) {
        entered.countDown();
        try {
          mayGoOn.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      if (full) {
        failures++;
        throw new IOException("No space left on device");
      }
      lines.add(line);
    }

    @Override
    public void close() {}
  }

  private TrailWriter writer() {
    return new TrailWriter(disk, "/somewhere", changes::incrementAndGet);
  }

  private static void until(java.util.function.BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private static JsonObject lost(String line) {
    JsonObject object = JsonParser.parseString(line).getAsJsonObject();
    assertThat(object.get("event").getAsString()).isEqualTo("lines-lost");
    return object;
  }

  @Test
  void lines_are_written_in_order_and_closing_waits_for_them() {
    TrailWriter writer = writer();
    for (int i = 0; i < 1000; i++) {
      writer.offer("line " + i);
    }
    writer.close();
    assertThat(disk.lines).hasSize(1000).startsWith("line 0", "line 1").endsWith("line 999");
    assertThat(writer.writing()).isEqualTo(new Writing("/somewhere", null, 0));
    assertThat(changes).hasValue(0);
  }

  @Test
  void a_disk_that_hangs_keeps_nobody_waiting_and_one_line_counts_what_found_no_room() throws Exception {
    disk.hangs = true;
    TrailWriter writer = writer();
    writer.offer("first");
    disk.entered.await();
    int more = 50;
    for (int i = 0; i < TrailWriter.MOST_LINES + more; i++) {
      writer.offer("line " + i);
    }
    assertThat(writer.writing().lost()).isEqualTo(more);
    disk.hangs = false;
    disk.mayGoOn.countDown();
    writer.close();
    assertThat(disk.lines).hasSize(1 + TrailWriter.MOST_LINES + 1);
    assertThat(lost(disk.lines.get(1)).get("count").getAsInt()).isEqualTo(more);
    assertThat(disk.lines).last().isEqualTo("line " + (TrailWriter.MOST_LINES - 1));
  }

  @Test
  void what_waits_has_a_bound_in_size_too() throws Exception {
    disk.hangs = true;
    TrailWriter writer = writer();
    writer.offer("first");
    disk.entered.await();
    String half = "x".repeat(TrailWriter.MOST_UNITS / 2);
    for (int i = 0; i < 3; i++) {
      writer.offer(half);
    }
    assertThat(writer.writing().lost()).isEqualTo(1);
    disk.mayGoOn.countDown();
    disk.hangs = false;
    writer.close();
  }

  @Test
  void a_full_disk_is_told_once_and_once_more_when_it_works_again() throws Exception {
    TrailWriter writer = writer();
    writer.offer("good");
    until(() -> disk.lines.size() == 1);
    disk.full = true;
    for (int i = 0; i < 5; i++) {
      writer.offer("lost " + i);
    }
    until(() -> writer.writing().lost() == 5);
    assertThat(writer.writing().trouble()).isEqualTo("No space left on device");
    assertThat(changes).hasValue(1);
    disk.full = false;
    writer.offer("good again");
    until(() -> disk.lines.size() == 3);
    writer.close();
    assertThat(changes).hasValue(2);
    assertThat(writer.writing()).isEqualTo(new Writing("/somewhere", null, 5));
    JsonObject lost = lost(disk.lines.get(1));
    assertThat(lost.get("count").getAsInt()).isEqualTo(5);
    assertThat(lost.get("reason").getAsString()).isEqualTo("No space left on device");
    assertThat(disk.lines).last().isEqualTo("good again");
  }

  @Test
  void a_disk_that_hangs_for_ever_does_not_keep_the_end_waiting() throws Exception {
    disk.hangs = true;
    TrailWriter writer = writer();
    writer.offer("first");
    disk.entered.await();
    writer.close();
    writer.offer("too late");
    assertThat(writer.writing().lost()).isEqualTo(1);
    assertThat(disk.lines).isEmpty();
    disk.mayGoOn.countDown();
  }
}
