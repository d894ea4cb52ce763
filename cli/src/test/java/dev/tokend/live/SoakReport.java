package dev.tokend.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What a {@link Soak} found. */
final class SoakReport {
  private static final int FEWEST_ROUNDS_FOR_GROWTH = 8;

  private final List<Row> rows = new ArrayList<>();
  private final List<String> defects = new ArrayList<>();
  private long steps;
  private long promises;
  private int kills;
  private int commands;
  private int open;
  private int openDone;
  private int authorityKills;
  private int firstOfLastAuthority;

  /** After a round. */
  private record Row(long seconds, long steps, int kills, int commands, SoakFigures figures) {}

  void killed() {
    kills++;
  }

  /** In the round that ends now; another authority goes on since. */
  void authorityKilled() {
    authorityKills++;
    firstOfLastAuthority = rows.size();
  }

  void defect(String what) {
    defects.add(what);
  }

  boolean isSound() {
    return defects.isEmpty();
  }

  /** A dead client's promises were found kept. */
  void checked(SoakLedger ledger, Set<String> there) {
    steps += ledger.steps();
    promises += ledger.size();
    int[] asked = ledger.open(there);
    open += asked[0];
    openDone += asked[1];
  }

  void add(long seconds, int moreCommands, SoakFigures figures) {
    commands += moreCommands;
    rows.add(new Row(seconds, steps, kills, commands, figures));
  }

  /** What went wrong, and what has grown. */
  List<String> defects() {
    List<String> all = new ArrayList<>(defects);
    if (rows.size() - firstOfLastAuthority >= FEWEST_ROUNDS_FOR_GROWTH) {
      grown(all, "descriptors", 0, row -> row.figures().descriptors());
      grown(all, "threads", 2, row -> row.figures().threads());
      grown(all, "KiB alive on the heap", 512, row -> row.figures().heapKib());
      grown(all, "KiB resident", 16 * 1024, row -> row.figures().residentKib());
    }
    return all;
  }

  /** Compares the last quarter with the second one: in the first one caches fill. */
  private void grown(List<String> into, String what, long slack, ToLongFunction<Row> figure) {
    List<Row> same = rows.subList(firstOfLastAuthority, rows.size());
    int quarter = same.size() / 4;
    long early = median(same.subList(quarter, 2 * quarter), figure);
    long late = median(same.subList(same.size() - quarter, same.size()), figure);
    if (late > early + slack) {
      into.add(what + " have grown from " + early + " to " + late);
    }
  }

  private static long median(List<Row> of, ToLongFunction<Row> figure) {
    List<Row> sorted = of.stream().sorted(Comparator.comparingLong(figure)).toList();
    return figure.applyAsLong(sorted.get(sorted.size() / 2));
  }

  /** The table, of at most so many rows. */
  String table(int mostRows) {
    StringBuilder text = new StringBuilder("  time     steps  commands  kills  heap KiB  resident KiB  descriptors  threads\n");
    int every = Math.max(1, (rows.size() + mostRows - 1) / mostRows);
    for (int i = 0; i < rows.size(); i++) {
      if (i % every == 0 || i == rows.size() - 1) {
        Row row = rows.get(i);
        SoakFigures now = row.figures();
        text.append(
            String.format(
                Locale.ROOT, "%3d:%02d  %8d  %8d  %5d  %8d  %12d  %11d  %7d%n", row.seconds() / 60, row.seconds() % 60,
                row.steps(), row.commands(), row.kills(), now.heapKib(), now.residentKib(), now.descriptors(),
                now.threads()));
      }
    }
    text.append(
        String.format(
            Locale.ROOT, "%n%d promises were looked up after their clients' ends; of %d open requests %d were done%n",
            promises, open, openDone));
    if (authorityKills > 0) {
      text.append("the authority was killed ").append(authorityKills).append(" times\n");
    }
    for (String defect : defects()) {
      text.append("DEFECT ").append(defect).append('\n');
    }
    return text.toString();
  }
}
