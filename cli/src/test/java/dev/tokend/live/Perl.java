package dev.tokend.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a hostile program does with the kernel, in a language whose interpreter any user may run. */
final class Perl {
  /** Attaches to process $1 as a debugger does (PTRACE_SEIZE): prints {@code attached}, or why not. */
  static final String TRACE =
      "perl -e 'print syscall(101, 0x4206, $ARGV[0] + 0, 0, 0) == 0 ? qq(attached\\n) : qq($!\\n)' $1";

  /** Opens the memory of process $1 to write into it. */
  static final String MEMORY = "perl -e 'print open(M, q(+<), qq(/proc/$ARGV[0]/mem)) ? qq(open\\n) : qq($!\\n)' $1";

  /** Takes a descriptor out of process $1: pidfd_open, pidfd_getfd. */
  static final String DESCRIPTOR =
      "perl -e 'print syscall(438, syscall(434, $ARGV[0] + 0, 0), 0, 0) >= 0 ? qq(taken\\n) : qq($!\\n)' $1";

  /** Asks whether process $1 may be signalled. */
  static final String SIGNAL = "perl -e 'print kill(0, $ARGV[0]) ? qq(may\\n) : qq($!\\n)' $1";

  private Perl() {}

  /** Skips the test, visibly, where there is none. */
  static void required() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "needs perl to make system calls from");
  }

  /** Each of what a process may do to another one of its user, on Linux as it is. */
  static List<String> ways() {
    return List.of(TRACE, MEMORY, DESCRIPTOR, SIGNAL);
  }

  /**
   * Connects to a socket of its own, then runs the words $@ with the accepted end, its descriptor in {@code PEER}.
   *
   * @param child whether a child of its own connects, instead of itself
   */
  static String peerOfItself(boolean child) {
    return """
        perl -e 'use Socket; $^F = 255; my $name = pack_sockaddr_un(qq(\\0tokend-test-$$));
          socket(L, AF_UNIX, SOCK_STREAM, 0) && bind(L, $name) && listen(L, 5) or die $!;
          my $child = CHILD ? fork : 0;
          if (!$child) { socket(C, AF_UNIX, SOCK_STREAM, 0) && connect(C, $name) or die $!; }
          if (CHILD && !$child) { sleep 60; exit; }
          accept(A, L) or die $!; $ENV{PEER} = fileno(A);
          my $status = system(@ARGV); kill(9, $child) if $child; exit($status >> 8)' \
        "$@\""""
        .replace("CHILD", child ? "1" : "0");
  }
}
