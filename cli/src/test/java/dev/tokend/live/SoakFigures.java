package dev.tokend.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much the authority takes.
 *
 * @param residentKib its resident memory
 * @param heapKib what is alive on its heap after a full collection
 * @param descriptors that it has open
 * @param threads that it has
 */
record SoakFigures(long residentKib, long heapKib, int descriptors, int threads) {

  /** Those of a process: the heap is collected first. */
  static SoakFigures of(long pid) throws IOException, InterruptedException {
    long heap = heapKib(pid);
    long resident = 0;
    int threads = 0;
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      String[] words = line.split("\\s+", -1);
      switch (words[0]) {
        case "VmRSS:" -> resident = Long.parseLong(words[1]);
        case "Threads:" -> threads = Integer.parseInt(words[1]);
        default -> {
          continue;
        }
      }
    }
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return new SoakFigures(resident, heap, (int) descriptors.count(), threads);
    }
  }

  /** What each descriptor of a process is. */
  static String descriptors(long pid) throws IOException {
    List<String> links = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          links.add(descriptor.getFileName() + " " + Files.readSymbolicLink(descriptor));
        } catch (NoSuchFileException e) {
          // It was closed meanwhile.
          continue;
        }
      }
    }
    links.sort(null);
    return links.toString();
  }

  /** The last line of the histogram: Total, objects, bytes. */
  private static long heapKib(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram").redirectErrorStream(true).start();
    String last = "";
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.isBlank() ? last : line;
      }
    }
    process.waitFor();
    String[] words = last.strip().split("\\s+", -1);
    if (words.length < 3 || !words[0].equals("Total")) {
      throw new IOException("jcmd tells no histogram of the heap: " + last);
    }
    return Long.parseLong(words[2]) / 1024;
  }
}
