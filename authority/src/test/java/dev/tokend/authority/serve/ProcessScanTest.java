package dev.tokend.authority.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.derive.Machine;
import dev.tokend.authority.derive.Person;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.ListedProcess;
import dev.tokend.surface.protocol.ProcessesReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listing from its first step to its answer. */
class ProcessScanTest {
  private final Machine machine = new Machine();
  private final FakeViewer viewer = new FakeViewer();
  private ProcessState asker;

  /** Shows each number as a test wants, and the first times not yet. */
  private static final class FakeViewer implements ProcessScan.Viewer {
    private final Map<Integer, Seen> others = new HashMap<>();
    private final Map<Integer, Integer> notYet = new HashMap<>();
    private int count;

    @Override
    public int[] numbers() throws ErrnoException {
      int[] numbers = new int[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = i + 1;
      }
      return numbers;
    }

    @Override
    public Seen see(Caller caller, int number) {
      if (notYet.merge(number, -1, Integer::sum) >= 0) {
        return new Seen.NotYet();
      }
      return others.getOrDefault(number, shown(number));
    }
  }

  private static Seen shown(int number) {
    return new Seen.Shown(
        new ListedProcess(
            number,
            1,
            "\ufffd".repeat(number % 16),
            Sid.of("S-1-5-21-1-2-3-4-5-6-7-8-9-10-11-12-13-14"),
            8192,
            1,
            new ListedProcess.Session(1, 2, false),
            1,
            1,
            0,
            new ListedProcess.Marks(false, false, false, false, false)));
  }

  @BeforeEach
  void start() throws Exception {
    asker = machine.start(Person.of(1000));
  }

  private ProcessScan scan(int after) {
    return new ProcessScan(viewer, new ProcessScan.Request(new Caller(asker, 1), 1000, null, after));
  }

  private static Reply finished(ProcessScan scan) {
    while (scan.reply() == null) {
      scan.step();
    }
    return Objects.requireNonNull(scan.reply());
  }

  private ProcessesReply answer(int after) throws Exception {
    Reply reply = finished(scan(after));
    assertThat(reply.failed()).isFalse();
    assertThat(reply.payload()).hasSizeLessThanOrEqualTo(FrameHeader.MAX_REPLY);
    return ProcessesReply.decode(reply.payload());
  }

  @Test
  void what_is_seen_is_listed_and_the_rest_counted_by_its_reason() throws Exception {
    viewer.count = 6;
    viewer.others.put(2, new Seen.Denied());
    viewer.others.put(3, new Seen.Untold());
    viewer.others.put(4, new Seen.Gone());
    viewer.others.put(5, new Seen.Failed());

    ProcessesReply reply = answer(0);
    assertThat(reply.processes()).extracting(ListedProcess::pid).containsExactly(1, 6);
    assertThat(reply.unlisted()).isEqualTo(new ProcessesReply.Unlisted(1, 1, 1));
    assertThat(reply.next()).isZero();
  }

  @Test
  void more_than_an_answer_holds_comes_in_parts_each_process_once() throws Exception {
    viewer.count = 30_000;
    List<Integer> numbers = new ArrayList<>();
    int after = 0;
    int parts = 0;
    do {
      ProcessesReply reply = answer(after);
      reply.processes().forEach(process -> numbers.add(process.pid()));
      after = reply.next();
      parts++;
    } while (after != 0);
    assertThat(parts).isBetween(4, 10);
    assertThat(numbers).hasSize(30_000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_process_whose_user_is_still_being_looked_up_is_looked_at_again_and_stands_in_its_place() throws Exception {
    viewer.count = 5;
    viewer.notYet.put(2, 3);
    viewer.notYet.put(4, 1);

    ProcessesReply reply = answer(0);
    assertThat(reply.processes()).extracting(ListedProcess::pid).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void those_that_are_still_being_looked_up_have_room_in_the_answer_kept_for_them() throws Exception {
    viewer.count = 20_000;
    for (int number = 1; number <= 20_000; number++) {
      viewer.notYet.put(number, 1);
    }
    ProcessesReply reply = answer(0);
    assertThat(reply.processes()).hasSizeGreaterThan(1000);
    assertThat(reply.next()).isEqualTo(reply.processes().getLast().pid());
  }

  @Test
  void a_scan_pauses_only_where_all_that_is_left_is_being_looked_up() {
    viewer.count = 2;
    viewer.notYet.put(1, 1000);
    ProcessScan scan = scan(0);
    long now = System.nanoTime();
    assertThat(scan.isPausing(now)).isFalse();
    for (int step = 0; step < 4; step++) {
      scan.step();
    }
    assertThat(scan.reply()).isNull();
    assertThat(scan.isPausing(now)).isTrue();
  }

  @Test
  void who_has_another_token_than_when_it_asked_is_told_nothing() throws Exception {
    viewer.count = 5;
    ProcessScan scan = scan(0);
    scan.step();
    scan.step();
    TokenBlueprint system = Objects.requireNonNull(machine.derived.blueprint(Person.system().identity()));
    assertThat(machine.monitor.deriveProcess(asker.key(), system)).isSameAs(asker);

    Reply reply = finished(scan);
    assertThat(reply.failed()).isTrue();
    assertThat(reply.askAgain()).isTrue();
    assertThat(Failure.decode(reply.payload()).errno()).isEqualTo(Errno.EAGAIN);
  }

  @Test
  void who_has_ended_is_told_nothing() throws Exception {
    viewer.count = 5;
    ProcessScan scan = scan(0);
    scan.step();
    machine.end(asker);
    assertThat(finished(scan).failed()).isTrue();
    assertThat(finished(scan(0)).failed()).isTrue();
  }
}
