package dev.tokend.cli.ps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.view.IdentityChange;
import dev.tokend.cli.view.ProcessLine;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.ListedProcess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Processes below their parents, whatever their numbers say. */
class ProcessTreeTest {
  private static ListedProcess process(int pid, int parent, int uid) {
    return new ListedProcess(
        pid,
        parent,
        "p" + pid,
        Sid.unixUser(uid),
        8192,
        1,
        new ListedProcess.Session(1000, 2, false),
        1,
        1,
        0,
        new ListedProcess.Marks(false, false, false, false, false));
  }

  private static List<ProcessLine> tree(ListedProcess... processes) {
    return ProcessTree.of(List.of(processes), process -> true);
  }

  private static List<Integer> numbers(List<ProcessLine> lines) {
    List<Integer> numbers = new ArrayList<>();
    for (ProcessLine line : lines) {
      numbers.add(line.process().pid());
    }
    return numbers;
  }

  private static ProcessLine.Place place(ProcessLine line) {
    return Objects.requireNonNull(line.place());
  }

  @Test
  void children_follow_their_parent_in_the_order_given_and_say_what_changed() {
    List<ProcessLine> lines = tree(process(1, 0, 0), process(9, 1, 5), process(5, 9, 5), process(7, 1, 0));
    assertThat(numbers(lines)).containsExactly(1, 9, 5, 7);
    assertThat(lines.get(0).changes()).isNull();
    assertThat(lines.get(1).changes()).containsExactly(IdentityChange.USER);
    assertThat(lines.get(2).changes()).isEmpty();
    assertThat(place(lines.get(2)).depth()).isEqualTo(2);
    assertThat(place(lines.get(2)).branch()).containsExactly(true, false);
    assertThat(place(lines.get(3)).branch()).containsExactly(false);
  }

  @Test
  void who_has_no_parent_that_may_be_seen_is_a_root() {
    assertThat(numbers(tree(process(3, 2, 0), process(4, 3, 0), process(8, 2, 0)))).containsExactly(3, 4, 8);
  }

  @Test
  void of_what_is_wanted_the_ancestors_are_there_too() {
    List<ListedProcess> all =
        List.of(process(1, 0, 0), process(2, 1, 0), process(3, 2, 7), process(4, 1, 0), process(5, 3, 0));
    assertThat(numbers(ProcessTree.of(all, process -> process.pid() == 3))).containsExactly(1, 2, 3);
    assertThat(ProcessTree.of(all, process -> false)).isEmpty();
  }

  @Test
  void every_process_stands_there_once_even_where_they_are_each_others_ancestors() {
    assertThat(numbers(tree(process(1, 1, 0), process(2, 3, 0), process(3, 2, 0), process(4, 3, 0))))
        .containsExactlyInAnyOrder(1, 2, 3, 4);
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 2000; run++) {
      List<ListedProcess> processes = new ArrayList<>();
      int count = random.nextInt(12);
      for (int pid = 1; pid <= count; pid++) {
        processes.add(process(pid, random.nextInt(14), random.nextInt(3)));
      }
      List<Integer> numbers = numbers(ProcessTree.of(processes, process -> true));
      assertThat(numbers).as("seed %d run %d", seed, run).hasSize(count);
      assertThat(new HashSet<>(numbers)).as("seed %d run %d", seed, run).hasSize(count);
    }
  }

  @Test
  void a_chain_of_any_length_is_drawn_only_so_deep() {
    List<ListedProcess> chain = new ArrayList<>();
    for (int pid = 1; pid <= 30_000; pid++) {
      chain.add(process(pid, pid - 1, 0));
    }
    List<ProcessLine> lines = ProcessTree.of(chain, process -> true);
    assertThat(lines).hasSize(30_000);
    assertThat(place(lines.getLast()).depth()).isEqualTo(29_999);
    assertThat(place(lines.getLast()).branch()).hasSize(40);
  }

  @Test
  void a_star_stands_for_any_text() {
    assertThat(Pattern.matches("", "")).isTrue();
    assertThat(Pattern.matches("", "a")).isFalse();
    assertThat(Pattern.matches("*", "")).isTrue();
    assertThat(Pattern.matches("ssh*", "sshd-session")).isTrue();
    assertThat(Pattern.matches("*sh", "bash")).isTrue();
    assertThat(Pattern.matches("*s*h*", "ssh")).isTrue();
    assertThat(Pattern.matches("a*a", "a")).isFalse();
    assertThat(Pattern.matches("sh", "SH")).isFalse();
    assertThat(Pattern.matches("*a".repeat(40) + "b", "a".repeat(5000))).isFalse();
  }
}
