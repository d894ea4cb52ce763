package dev.tokend.live;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.AdjustDefaultRequest;
import dev.tokend.surface.protocol.AdjustRequest;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.RunRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What one thread asks in a {@link Burst}: each step opens what it needs and lets go of all of it. */
final class BurstSteps {
  private static final int QUERY = 0x8;
  private static final int MAXIMUM = 0x0200_0000;
  private static final int EVERY_CLASS = 0x1FF_FFFE;

  private final TokenClient client;
  private final SplittableRandom random;

  BurstSteps(TokenClient client, SplittableRandom random) {
    this.client = client;
    this.random = random;
  }

  /** Kinds of steps, with the errors that the operations in them document (spec/tokens.md §25, docs/protocol.md). */
  enum Kind {
    INSPECT(Errno.EACCES),
    INSPECT_ANOTHER(Errno.EACCES, Errno.ESRCH),
    QUERY_ALL(Errno.EACCES),
    ADJUST_PRIVILEGES(Errno.EACCES, Errno.EINVAL),
    ADJUST_GROUPS(Errno.EACCES, Errno.EINVAL),
    ADJUST_DEFAULT(Errno.EACCES, Errno.EINVAL),
    ADJUST_SCOPE(Errno.EACCES),
    SECURITY(Errno.EACCES, Errno.EINVAL),
    DUPLICATE(Errno.EACCES, Errno.EINVAL),
    RESTRICT(Errno.EACCES, Errno.EINVAL),
    IMPERSONATE(Errno.EACCES, Errno.EINVAL, Errno.EPERM),
    REVERT(),
    LINKED(Errno.EACCES, Errno.ENOENT),
    /** ENOENT: the session has ended with its tokens. */
    MINT(Errno.EACCES, Errno.EINVAL, Errno.EPERM, Errno.ENOENT),
    PIN(Errno.EACCES, Errno.EINVAL, Errno.EEXIST, Errno.ENOENT, Errno.EPERM, Errno.EMFILE),
    RUN(Errno.EACCES, Errno.EINVAL, Errno.EPERM),
    PRIVILEGE_CHECK(Errno.EPERM, Errno.EACCES),
    SESSIONS(Errno.EACCES, Errno.EPERM, Errno.ENOENT),
    NAMES(),
    CHILD();

    private final Set<Errno> errors = EnumSet.noneOf(Errno.class);

    Kind(Errno... errors) {
      this.errors.addAll(List.of(errors));
    }

    Set<Errno> errors() {
      return errors;
    }
  }

  void step(Kind kind) throws Exception {
    switch (kind) {
      case INSPECT -> client.inspect(own(), QUERY, EVERY_CLASS, true);
      case INSPECT_ANOTHER ->
          client.inspect(new Target.Process(another()), QUERY, 1 << QueryClass.USER.number(), true);
      case QUERY_ALL -> queryAll();
      case ADJUST_PRIVILEGES -> withOwn(MAXIMUM, own -> own.adjustPrivileges(
          List.of(new AdjustRequest.Entry(random.nextInt(64), random.nextInt(3) * 2))));
      case ADJUST_GROUPS -> withOwn(MAXIMUM, own -> own.adjustGroups(List.of(AdjustRequest.RESET_GROUPS)));
      case ADJUST_DEFAULT -> withOwn(MAXIMUM, own -> own.adjustDefault(
          AdjustDefaultRequest.of(null, random.nextInt(4), AdjustDefaultRequest.LEAVE)));
      case ADJUST_SCOPE -> withOwn(MAXIMUM, own -> own.adjustInteractivityScope(random.nextInt()));
      case SECURITY -> withOwn(MAXIMUM, own -> own.setSecurityDescriptor(4, own.securityDescriptor(4)));
      case DUPLICATE -> withOwn(MAXIMUM, own -> own.duplicate(MAXIMUM, type(), level()).close());
      case RESTRICT -> withOwn(MAXIMUM, own -> own.restrict(less()).close());
      case IMPERSONATE -> impersonate();
      case REVERT -> client.revert();
      case LINKED -> withOwn(QUERY, own -> own.linked().handle().close());
      case MINT -> mint();
      case PIN -> pin();
      case RUN -> client.runLowered(new RunRequest(null, RestrictRequest.of(0, List.of(), List.of(), false)));
      case PRIVILEGE_CHECK ->
          client.requirePrivileges(List.of(Privilege.values()[random.nextInt(Privilege.values().length)]));
      case SESSIONS -> client.sessions().list();
      case NAMES -> client.names(List.of(Sid.unixUser(random.nextInt(2000)), Sid.unixGroup(random.nextInt(2000))));
      case CHILD -> new ProcessBuilder("true").start().waitFor();
    }
  }

  /** Leaves nothing behind that the thread's end does not take along. */
  void end() throws RefusedException, IOException {
    client.revert();
  }

  private Target own() {
    return random.nextBoolean() ? new Target.Self() : new Target.Real();
  }

  /** The process itself, the one that started it, or one that is not there. */
  private int another() {
    ProcessHandle self = ProcessHandle.current();
    return switch (random.nextInt(3)) {
      case 0 -> (int) self.pid();
      case 1 -> (int) self.parent().orElse(self).pid();
      default -> Integer.MAX_VALUE - random.nextInt(1000);
    };
  }

  private interface Use {
    void run(TokenHandle handle) throws RefusedException, IOException;
  }

  private void withOwn(int mask, Use use) throws RefusedException, IOException {
    try (TokenHandle own = client.open(own(), mask)) {
      use.run(own);
    }
  }

  private void queryAll() throws RefusedException, IOException {
    withOwn(QUERY, own -> {
      for (QueryClass asked : QueryClass.values()) {
        own.query(asked);
      }
    });
  }

  private TokenType type() {
    return random.nextBoolean() ? TokenType.PRIMARY : TokenType.IMPERSONATION;
  }

  private ImpersonationLevel level() {
    return ImpersonationLevel.values()[random.nextInt(4)];
  }

  private RestrictRequest less() {
    List<Sid> sids = random.nextBoolean() ? List.of() : List.of(Sid.of("S-1-1-0"), Sid.unixUser(1));
    List<Integer> denied = random.nextBoolean() ? List.of() : List.of(random.nextInt(8));
    return RestrictRequest.of(random.nextLong(), denied, sids, random.nextBoolean() && !sids.isEmpty());
  }

  private void impersonate() throws RefusedException, IOException {
    withOwn(MAXIMUM, own -> {
      try (TokenHandle copy = own.duplicate(MAXIMUM, TokenType.IMPERSONATION, level())) {
        copy.impersonate();
      } finally {
        client.revert();
      }
    });
  }

  /** A session with one token, which is linked to a second one, and both let go; refused to whoever is not root. */
  private void mint() throws RefusedException, IOException {
    long session = client.sessions().create(hex(OperationsTest.sessionSpec(Minted.ALICE)));
    byte[] spec = hex(OperationsTest.tokenSpec(Minted.ALICE, session));
    try (TokenHandle full = client.createToken(spec); TokenHandle limited = client.createToken(spec)) {
      client.link(full, limited, session);
      full.linked().handle().close();
    } finally {
      client.sessions().invalidate(session);
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private void pin() throws RefusedException, IOException {
    PinName name = new PinName("burst-" + random.nextInt(20));
    PinRequest pinned = new PinRequest(PinRequest.OWN, name);
    withOwn(MAXIMUM, own -> {
      try (TokenHandle copy = own.restrict(less())) {
        copy.pin(name);
      }
    });
    try {
      client.pins().open(pinned, QUERY).close();
    } finally {
      client.pins().unpin(pinned);
    }
  }
}
