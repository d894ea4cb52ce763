package dev.tokend.cli;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.EventsReply;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.ProcessesReply;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.WatchReply;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command in a process of its own, against an authority that gives one recorded answer. */
final class StartupProbe implements Authority, ClientFactory {
  private final Inspection answer;

  private StartupProbe(Inspection answer) {
    this.answer = answer;
  }

  /** Its loading marks in the JVM's log where the command begins, after the jars were opened. */
  static final class Begin {
    private Begin() {}

    static int run(String[] line, Inspection answer) {
      FileOutputStream out = new FileOutputStream(FileDescriptor.out);
      FileOutputStream err = new FileOutputStream(FileDescriptor.err);
      Surroundings surroundings = new Surroundings(
          Map.of(), new FileInputStream(FileDescriptor.in), out, err, true, true, new SystemAccounts());
      return Cli.run(line, surroundings, new StartupProbe(answer));
    }
  }

  /** The first argument is the file with the answer, the others are the command line. */
  public static void main(String[] args) throws IOException, MalformedException {
    Inspection answer;
    try (FileInputStream in = new FileInputStream(args[0])) {
      answer = Inspection.decode(in.readAllBytes());
    }
    ClassLoader.getSystemResource("opens/every/jar/by/being/nowhere");
    String[] line = new String[args.length - 1];
    System.arraycopy(args, 1, line, 0, line.length);
    System.exit(Begin.run(line, answer));
  }

  @Override
  public Authority connect(@Nullable String socket, Starting starting) {
    return this;
  }

  @Override
  public String place() {
    return "/probe";
  }

  @Override
  public Inspection inspect(Target target, int accessMask, int classes, boolean withFacts) {
    return answer;
  }

  @Override
  public Map<Sid, String> names(List<Sid> sids) {
    return new HashMap<>();
  }

  @Override
  public AuthorityStatus status() throws IOException {
    throw new IOException("not recorded");
  }

  @Override
  public EventsReply events(long after, int waitMillis) {
    return new EventsReply(after, 1, List.of());
  }

  @Override
  public WatchReply watch(Target target) throws IOException {
    throw new IOException("not recorded");
  }

  @Override
  public WatchReply watched(int waitMillis) throws IOException {
    throw new IOException("not recorded");
  }

  @Override
  public ProcessesReply processes() {
    return new ProcessesReply(0, ProcessesReply.Unlisted.NONE, List.of());
  }

  @Override
  public void stop() throws IOException {
    throw new IOException("not recorded");
  }

  @Override
  public TokenClient client() {
    throw new AssertionError("nothing here passes handles");
  }

  @Override
  public void close() {}
}
