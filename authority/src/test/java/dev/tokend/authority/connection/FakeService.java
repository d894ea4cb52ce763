package dev.tokend.authority.connection;

import dev.tokend.linux.Fd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers frames as a test says, and keeps what it was told. */
final class FakeService implements Service, Discards {
  /** The request ids of the frames that were given, in order, each time that it was given. */
  final List<Integer> asked = new ArrayList<>();

  /** The frame that was given last. */
  Frame last;

  /** Why each connection ended; null where its client closed it. */
  final List<String> ended = new ArrayList<>();

  /** The descriptors of clients that were handed over to be closed; they are closed. */
  int closedForeign;

  /** Whether too many of them wait for requests to go on, and for connections. */
  boolean full;

  boolean overflowing;

  private Function<Frame, Reply> answer = frame -> Reply.of(new byte[] {(byte) frame.header().requestId()});

  void answers(Function<Frame, Reply> newAnswer) {
    answer = newAnswer;
  }

  @Override
  public Reply answer(Frame frame) {
    asked.add(frame.header().requestId());
    last = frame;
    return answer.apply(frame);
  }

  @Override
  public void ended(Connection connection, String reason) {
    ended.add(reason);
  }

  @Override
  public void discard(Fd descriptor, int uid) {
    closedForeign++;
    descriptor.close();
  }

  @Override
  public void discardConnection(Fd socket, int uid) {
    socket.close();
  }

  @Override
  public boolean isFull(int uid) {
    return full;
  }

  @Override
  public boolean isOverflowing(int uid) {
    return overflowing;
  }
}
