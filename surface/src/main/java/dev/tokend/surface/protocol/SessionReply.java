package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * One logon session and what belongs to it.
 *
 * <pre>
 *   u32  1: with what belongs to it, 0: the caller may see the session alone, and the lists are empty
 *        the session, as {@link SessionSummary} has it
 *   u32  count of tokens, each as {@link SessionToken} has it
 *   u32  count of processes, each u32 pid, u64 id of its primary token, u32 flags (1 = that is of this session),
 *        u32 threads that act as a token of this session
 *   u32  count of pins, each u32 uid whose pin it is, u64 token id, u64 pinned at (Unix seconds), u16 length and UTF-8
 *        of the name
 * </pre>
 *
 * Each list has at most {@value #MOST} entries; the session says how many there are.
 *
 * @param whole whether the lists are what there is
 * @param session the session
 * @param tokens its tokens in the order of their ids
 * @param processes the processes that have one of them, in the order of their numbers
 * @param pins the names that such a token is kept under
 */
public record SessionReply(
    boolean whole,
    SessionSummary session,
    List<SessionToken> tokens,
    List<Member> processes,
    List<PinsReply.Pin> pins) {

  /** How many entries a list has at most: an answer has a longest length. */
  public static final int MOST = 1024;

  private static final int MEMBER_BYTES = 20;
  private static final int FEWEST_PIN_BYTES = 23;

  /**
   * A process of a session.
   *
   * @param pid its number, as the authority sees it
   * @param primaryToken id of its primary token, unsigned
   * @param ofSession whether that token is of the session
   * @param threads how many of its threads act as a token of the session
   */
  public record Member(int pid, long primaryToken, boolean ofSession, int threads) {}

  /** Copies the lists. */
  public SessionReply {
    tokens = List.copyOf(tokens);
    processes = List.copyOf(processes);
    pins = List.copyOf(pins);
  }

  /** Reads a reply. */
  public static SessionReply decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("session", reply);
    int whole = in.i32();
    if (whole != 0 && whole != 1) {
      throw in.failAt(0, "neither 0 nor 1");
    }
    SessionSummary session = SessionSummary.read(in);
    List<SessionToken> tokens = new ArrayList<>();
    for (int i = count(in, SessionToken.FEWEST_BYTES); i > 0; i--) {
      tokens.add(SessionToken.read(in));
    }
    List<Member> processes = new ArrayList<>();
    for (int i = count(in, MEMBER_BYTES); i > 0; i--) {
      processes.add(member(in));
    }
    List<PinsReply.Pin> pins = new ArrayList<>();
    for (int i = count(in, FEWEST_PIN_BYTES); i > 0; i--) {
      int owner = in.i32();
      long token = in.i64();
      long at = in.i64();
      pins.add(new PinsReply.Pin(owner, token, session.id(), at, PinName.read(in.slice(in.u16()))));
    }
    in.expectEnd();
    if (whole == 0 && !(tokens.isEmpty() && processes.isEmpty() && pins.isEmpty())) {
      throw in.failAt(0, "lists that the caller may not see");
    }
    return new SessionReply(whole == 1, session, tokens, processes, pins);
  }

  private static int count(ByteReader in, int fewestBytes) throws MalformedException {
    long count = in.u32();
    if (count > MOST || count > in.remaining() / fewestBytes) {
      throw in.failAt(in.position() - 4, "fewer entries than announced, or too many");
    }
    return (int) count;
  }

  private static Member member(ByteReader in) throws MalformedException {
    int pid = in.i32();
    long token = in.i64();
    int flags = in.i32();
    if (flags != 0 && flags != 1) {
      throw in.failAt(in.position() - 4, "neither 0 nor 1");
    }
    return new Member(pid, token, flags == 1, in.i32());
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter();
    out.i32(whole ? 1 : 0);
    session.writeTo(out);
    out.i32(tokens.size());
    for (SessionToken token : tokens) {
      token.writeTo(out);
    }
    out.i32(processes.size());
    for (Member process : processes) {
      out.i32(process.pid()).i64(process.primaryToken()).i32(process.ofSession() ? 1 : 0).i32(process.threads());
    }
    out.i32(pins.size());
    for (PinsReply.Pin pin : pins) {
      byte[] name = pin.name().encode();
      out.i32(pin.owner()).i64(pin.tokenId()).i64(pin.pinnedAt()).u16(name.length).bytes(name);
    }
    return out.toByteArray();
  }
}
