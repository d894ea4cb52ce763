package dev.tokend.live;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that writes lines: {@code token watch}, or one that does steps as it is told. */
final class Watched implements AutoCloseable {
  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread reader;

  private Watched(Process process) {
    this.process = process;
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.reader = new Thread(() -> out.lines().forEach(lines::add));
    reader.setDaemon(true);
    reader.start();
  }

  static Watched start(List<String> command) throws IOException {
    return new Watched(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  long pid() {
    return process.pid();
  }

  /** The next line. */
  String line() throws InterruptedException, IOException {
    String line = lines.poll(30, TimeUnit.SECONDS);
    if (line == null) {
      throw new IOException("it says nothing");
    }
    return line;
  }

  JsonObject change() throws InterruptedException, IOException {
    String line = line();
    try {
      return JsonParser.parseString(line).getAsJsonObject();
    } catch (RuntimeException e) {
      reader.join(10_000);
      throw new IOException("no change: " + line + rest(), e);
    }
  }

  /** Lets it do a step, and yields its outcome. */
  String step(String step) throws InterruptedException, IOException {
    send(step);
    return line();
  }

  void send(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  int status() throws InterruptedException, IOException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IOException("it goes on");
    }
    reader.join(10_000);
    return process.exitValue();
  }

  List<String> rest() {
    List<String> rest = new ArrayList<>();
    lines.drainTo(rest);
    return rest;
  }

  static List<String> paths(JsonObject change) {
    List<String> paths = new ArrayList<>();
    JsonElement differences = change.get("differences");
    for (JsonElement one : differences.isJsonNull() ? new JsonArray() : differences.getAsJsonArray()) {
      paths.add(one.getAsJsonObject().get("path").getAsString());
    }
    return paths;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
