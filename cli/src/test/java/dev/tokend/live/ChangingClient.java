package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.surface.protocol.FrameHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A client that asks for its own token again and again on one connection, becomes something else by system calls, and
 * asks the same again.
 */
final class ChangingClient {
  /** Asks before the change: more often than it takes until an answer is remembered. */
  private static final int BEFORE = 40;

  private static final String SCRIPT =
      """
      use Socket; $^F = 255; $| = 1;
      sub all { my ($length) = @_; my $got = ''; while (length($got) < $length) {
        my $count = sysread(S, $got, $length - length($got), length($got)); die 'closed' unless $count; } return $got; }
      sub ask { my $payload = pack('V6', 1, 0, 0, 8, CLASSES, 0);
        my $frame = pack('a4CCvVVVV', 'TKND', 1, 1, 1, 7, 0, 24, 0) . $payload;
        syswrite(S, $frame) == 48 or die $!;
        my $header = all(24); my $rest = all(unpack('V', substr($header, 16, 4)));
        return ord(substr($header, 5, 1)) . ' ' . unpack('H*', $rest); }
      sub report { for (1 .. 4) { print 'after ', ask(), qq(\\n); } }
      if ($ARGV[0] eq 'inherited') { $ARGV[1] =~ /([0-9]+)/; open(S, '+<&=', $1) or die $!; report(); exit; }
      socket(S, AF_UNIX, SOCK_STREAM, 0) && connect(S, pack_sockaddr_un($ARGV[0])) or die $!;
      my $last; for (1 .. BEFORE) { $last = ask(); }
      print 'before ', $last, qq(\\n);
      CHANGE;
      report();
      """;

  private ChangingClient() {}

  /**
   * What was answered.
   *
   * @param before the last answer before the change
   * @param after four answers after it, in order
   */
  record Answers(Answer before, List<Answer> after) {
    Answer last() {
      return after.getLast();
    }
  }

  /** One answer: a reply's payload, or a failure's. */
  record Answer(FrameHeader.Kind kind, byte[] payload) {
    boolean isReply() {
      return kind == FrameHeader.Kind.REPLY;
    }
  }

  /** The script with a change, in Perl; {@code $0} and {@code fileno(S)} are what another program needs. */
  static String script(int classes, String change) {
    return SCRIPT
        .replace("CLASSES", Integer.toString(classes))
        .replace("BEFORE", Integer.toString(BEFORE))
        .replace("CHANGE", change);
  }

  /** Runs a script file by some program. */
  static Answers run(Sandbox sandbox, List<String> command, Path script, Path socket) throws Exception {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("perl", script.toString(), socket.toString()));
    Outcome outcome = sandbox.run(all);
    Answer before = null;
    List<Answer> after = new ArrayList<>();
    for (String line : outcome.out().split("\n", -1)) {
      String[] words = line.split(" ", -1);
      if (words.length == 3) {
        FrameHeader.Kind kind = words[1].equals("2") ? FrameHeader.Kind.REPLY : FrameHeader.Kind.FAILURE;
        Answer answer = new Answer(kind, HexFormat.of().parseHex(words[2]));
        if (words[0].equals("before")) {
          before = answer;
        } else {
          after.add(answer);
        }
      }
    }
    assertThat(before).as(outcome.out() + outcome.err()).isNotNull();
    assertThat(after).as(outcome.out() + outcome.err()).hasSize(4);
    return new Answers(before, after);
  }
}
