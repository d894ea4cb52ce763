package dev.tokend.cli.text;

import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.ProcessLine;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.surface.protocol.ListedProcess;
import java.util.ArrayList;
import java.util.List;

/** What is said of a process in few words. */
final class ProcessWords {
  /** So many privileges are told by name. */
  private static final int FEW = 3;

  private ProcessWords() {}

  static String integrity(ListedProcess process) {
    IntegrityLevel level = IntegrityLevel.byValue(process.integrity());
    return level == null ? Integer.toUnsignedString(process.integrity()) : level.label();
  }

  static String elevation(ListedProcess process) {
    return Words.of(ElevationType.byValue(process.elevation()), process.elevation());
  }

  static String session(ListedProcess process) {
    return Long.toUnsignedString(process.session().id());
  }

  /** {@code 3/41}: enabled and present. */
  static String privileges(ListedProcess process) {
    return Long.bitCount(process.enabled()) + "/" + Long.bitCount(process.present());
  }

  /** The same, and which ones are others than its parent's where these are few. */
  static String privileges(ProcessLine line) {
    ListedProcess process = line.process();
    ListedProcess parent = line.place() == null ? null : line.place().parent();
    if (parent == null) {
      return privileges(process);
    }
    List<String> told = new ArrayList<>();
    addEach(told, "+", process.present() & ~parent.present());
    addEach(told, "-", parent.present() & ~process.present());
    long both = process.present() & parent.present();
    addEach(told, "enabled ", both & process.enabled() & ~parent.enabled());
    addEach(told, "disabled ", both & parent.enabled() & ~process.enabled());
    boolean few = !told.isEmpty() && told.size() <= FEW;
    return few ? privileges(process) + " (" + String.join(", ", told) + ")" : privileges(process);
  }

  private static void addEach(List<String> words, String what, long privileges) {
    for (String name : FlagNames.privileges(privileges)) {
      words.add(what + name);
    }
  }

  /** Everything that tells it apart from a process without anything special. */
  static List<String> marks(ListedProcess process) {
    List<String> marks = restrictions(process);
    marks.addAll(states(process));
    return marks;
  }

  /** What holds its token back. */
  static List<String> restrictions(ListedProcess process) {
    List<String> words = new ArrayList<>();
    ListedProcess.Marks marks = process.marks();
    if (marks.restricted()) {
      words.add(marks.writeRestricted() ? "write-restricted" : "restricted");
    }
    add(words, marks.confined(), "confined");
    add(words, marks.userDenyOnly(), "user deny-only");
    return words;
  }

  /** What is so at the moment. */
  static List<String> states(ListedProcess process) {
    List<String> words = new ArrayList<>();
    add(words, process.session().dead(), "session invalidated");
    int threads = process.impersonating();
    add(words, threads != 0, Words.counted(threads, "thread") + (threads == 1 ? " impersonates" : " impersonate"));
    add(words, process.marks().bound(), "bound");
    return words;
  }

  private static void add(List<String> words, boolean is, String word) {
    if (is) {
      words.add(word);
    }
  }
}
