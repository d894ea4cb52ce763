package dev.tokend.live;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Exec;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.AdjustDefaultRequest;
import dev.tokend.surface.protocol.AdjustRequest;
import dev.tokend.surface.protocol.ImpersonationReply;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.PinsReply;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.RunRequest;
import dev.tokend.surface.protocol.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A process that does one thing after another at an authority: after the socket each argument is a step, whose outcome is
 * one line. A name stands for a handle; numbers are decimal, masks and bytes hexadecimal.
 */
final class Act {
  /** In place of a step: one step for each line of standard input. */
  static final String FROM_INPUT = "-";

  private static final int QUERY = 0x8;

  private final Path socket;
  private TokenClient client;
  private final Map<String, TokenHandle> handles = new HashMap<>();

  private Act(Path socket, TokenClient client) {
    this.socket = socket;
    this.client = client;
  }

  /** How it is started. */
  static List<String> command(Sandbox sandbox, Path socket, String... steps) {
    List<String> all = new ArrayList<>(List.of(socket.toString()));
    all.addAll(List.of(steps));
    return sandbox.java(Act.class.getName(), all.toArray(String[]::new));
  }

  public static void main(String[] arguments) throws Exception {
    Path socket = Path.of(arguments[0]);
    try (TokenClient client = Sandbox.connect(socket)) {
      Act act = new Act(socket, client);
      for (int i = 1; i < arguments.length; i++) {
        if (arguments[i].equals(FROM_INPUT)) {
          act.fromInput();
        } else {
          System.out.println(act.outcome(arguments[i]));
        }
      }
    }
  }

  private void fromInput() throws Exception {
    BufferedReader steps = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String step = steps.readLine(); step != null; step = steps.readLine()) {
      System.out.println(outcome(step));
    }
  }

  private String outcome(String step) throws Exception {
    try {
      return step(step.split(" ", -1));
    } catch (RefusedException e) {
      return e.failure().errno() + " " + e.failure().check();
    } catch (IOException e) {
      return "lost: " + e.getMessage();
    }
  }

  private String step(String[] words) throws Exception {
    return switch (words[0]) {
      case "self" -> keep(words[1], client.open(new Target.Self(), mask(words[2])));
      case "pid" -> keep(words[1], client.open(new Target.Process(Integer.parseInt(words[2])), mask(words[3])));
      case "fd" -> keep(words[1], client.adopt(Integer.parseInt(words[2])));
      case "inherited" -> keep(words[1], client.adopt(Integer.parseInt(System.getenv("TOKEN_FD"))));
      case "watch" -> Long.toString(
          client.events().watch(new Target.Process(Integer.parseInt(words[1]))).begun().watch());
      case "show" -> shown(client.inspect(new Target.Self(), QUERY, classes(), false));
      case "real" -> shown(client.inspect(new Target.Real(), QUERY, classes(), false));
      case "show-pid" ->
          shown(client.inspect(new Target.Process(Integer.parseInt(words[1])), QUERY, classes(), false));
      case "query" -> HexFormat.of().formatHex(on(words).query(QueryClass.byName(words[2])));
      case "sd" -> HexFormat.of().formatHex(on(words).securityDescriptor(Integer.parseInt(words[2])));
      case "set-sd" -> done(() -> on(words).setSecurityDescriptor(Integer.parseInt(words[2]), hex(words[3])));
      case "privs" -> Long.toHexString(on(words).adjustPrivileges(entries(words)));
      case "groups" -> "was " + on(words).adjustGroups(entries(words)).wasEnabled(Integer.parseInt(words[2]));
      case "default" -> done(() -> on(words).adjustDefault(defaults(words)));
      case "scope" -> done(() -> on(words).adjustInteractivityScope(Integer.parseInt(words[2])));
      case "stop" -> done(client::stop);
      case "check" -> done(() -> client.requirePrivileges(List.of(Privilege.byName(words[1]))));
      case "keep" -> done(() -> on(words).pin(new PinName(words[2])));
      case "pins" -> pins(client.pins().list());
      case "pin" -> keep(words[1], client.pins().open(pin(words[2]), mask(words[3])));
      case "again" -> {
        client = Sandbox.connect(socket);
        yield "done";
      }
      case "unpin" -> done(() -> client.pins().unpin(pin(words[1])));
      default -> stepOfIdentity(words);
    };
  }

  private String stepOfIdentity(String[] words) throws Exception {
    return switch (words[0]) {
      case "create" -> keep(words[1], client.createToken(hex(words[2])));
      case "dup" ->
          keep(
              words[1],
              handles.get(words[2]).duplicate(
                  mask(words[3]), TokenType.valueOf(words[4]), ImpersonationLevel.valueOf(words[5])));
      case "restrict" -> keep(words[1], handles.get(words[2]).restrict(restriction(words[3])));
      case "link" ->
          done(() -> client.link(handles.get(words[1]), handles.get(words[2]), Long.parseLong(words[3])));
      case "linked" -> {
        TokenHandle.Linked linked = handles.get(words[2]).linked();
        yield keep(words[1], linked.handle()) + (linked.real() ? " real" : " copy");
      }
      case "impersonate" -> level(on(words).impersonate());
      case "impersonate-peer" -> level(client.peers().impersonate(Integer.parseInt(words[1])));
      case "revert" -> done(client::revert);
      case "install" -> done(on(words)::install);
      case "run" -> {
        Integer level = words.length > 2 ? Integer.valueOf(words[2]) : null;
        yield done(() -> client.runLowered(new RunRequest(level, restriction(words[1]))));
      }
      case "session" -> Long.toString(client.sessions().create(hex(words[1])));
      case "sessions" -> client.sessions().list().replace("\n", ";");
      case "invalidate" -> done(() -> client.sessions().invalidate(Long.parseLong(words[1])));
      case "destroy" -> done(() -> client.sessions().destroy(Long.parseLong(words[1])));
      case "events" -> String.join(";", client.events().after(0, 0).lines());
      case "child" -> child(words[1]);
      case "become" -> throw Exec.replace(Command.of(Arrays.copyOfRange(words, 1, words.length)));
      case "shell" -> Long.toString(new ProcessBuilder("sh", "-c", rest(words)).inheritIO().start().waitFor());
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private interface Step {
    void run() throws Exception;
  }

  private static String done(Step step) throws Exception {
    step.run();
    return "done";
  }

  private TokenHandle on(String[] words) {
    return handles.get(words[1]);
  }

  private String keep(String name, TokenHandle handle) {
    handles.put(name, handle);
    return Integer.toHexString(handle.grantedMask());
  }

  private static int classes() {
    return 1 << QueryClass.USER.number()
        | 1 << QueryClass.INTEGRITY_LEVEL.number()
        | 1 << QueryClass.TYPE.number()
        | 1 << QueryClass.RESTRICTED_SIDS.number()
        | 1 << QueryClass.PRIVILEGES.number();
  }

  /** User, integrity, type, whether restricted, privileges present. */
  private static String shown(Inspection token) throws Exception {
    byte[] privileges = token.payload(QueryClass.PRIVILEGES).clone();
    StringBuilder present = new StringBuilder();
    for (int i = 7; i >= 0; i--) {
      present.append(HexFormat.of().toHexDigits(privileges[i]));
    }
    return Sid.readExact(token.payload(QueryClass.USER))
        + " " + Sid.readExact(token.payload(QueryClass.INTEGRITY_LEVEL)).rid()
        + (token.payload(QueryClass.TYPE)[0] == 1 ? " primary" : " impersonation")
        + (token.payload(QueryClass.RESTRICTED_SIDS).length > 4 ? " restricted" : "")
        + " " + Long.toHexString(Long.parseUnsignedLong(present.toString(), 16));
  }

  private static String level(ImpersonationReply reply) {
    return reply.level().label() + (reply.identityCap() ? " identity" : "") + (reply.integrityCap() ? " integrity" : "");
  }

  private static String pins(List<PinsReply.Pin> pins) {
    List<String> told = new ArrayList<>();
    for (PinsReply.Pin pin : pins) {
      told.add(pin.owner() + "/" + pin.name().text());
    }
    return told.toString();
  }

  /** A name of one's own, or UID/NAME. */
  private static PinRequest pin(String word) {
    int slash = word.indexOf('/');
    int owner = slash < 0 ? PinRequest.OWN : Integer.parseInt(word.substring(0, slash));
    return new PinRequest(owner, new PinName(word.substring(slash + 1)));
  }

  private static int mask(String word) {
    return Integer.parseUnsignedInt(word, 16);
  }

  private static byte[] hex(String word) {
    return HexFormat.of().parseHex(word);
  }

  private static List<AdjustRequest.Entry> entries(String[] words) {
    List<AdjustRequest.Entry> entries = new ArrayList<>();
    for (int i = 2; i + 1 < words.length; i += 2) {
      entries.add(new AdjustRequest.Entry(Integer.parseUnsignedInt(words[i]), Integer.parseUnsignedInt(words[i + 1])));
    }
    return entries;
  }

  private static AdjustDefaultRequest defaults(String[] words) {
    return AdjustDefaultRequest.of(null, Integer.parseInt(words[2]), Integer.parseInt(words[3]));
  }

  /** PRIVILEGES[,SID], privileges to delete in hexadecimal. */
  private static RestrictRequest restriction(String word) {
    String[] parts = word.split(",", -1);
    List<Sid> sids = parts.length > 1 ? List.of(Sid.of(parts[1])) : List.of();
    return RestrictRequest.of(Long.parseUnsignedLong(parts[0], 16), List.of(), sids, false);
  }

  /** Starts a child that lives for some seconds, and tells its number. */
  private static String child(String seconds) throws Exception {
    return Long.toString(new ProcessBuilder("sleep", seconds).start().pid());
  }

  private static String rest(String[] words) {
    return String.join(" ", words).substring(words[0].length() + 1);
  }
}
