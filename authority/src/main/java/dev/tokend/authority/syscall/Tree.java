package dev.tokend.authority.syscall;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.seccomp.Notification;
import dev.tokend.linux.seccomp.NotificationChannel;
import org.jspecify.annotations.Nullable;

/**
 * The processes under one filter, and the thread that answers their calls, one after the other. What makes it wait, a
 * page of the caller's that somebody has to provide, or another one who receives on the same listener, is of these
 * processes' making, and no others wait for it.
 */
final class Tree implements Runnable {
  private final NotificationChannel channel;
  private final int uid;
  private final Requests requests;

  /** Where the calls are decided. */
  interface Requests extends WaitingCall.Asking {
    /** No more calls will come. */
    void ended(Tree tree);

    /** Something was not foreseen; the call it happened in has failed with EIO. */
    void defect(RuntimeException defect);
  }

  /**
   * One that has not started to answer.
   *
   * @param channel owned from here on
   * @param uid on whose account it is served, unsigned
   */
  Tree(NotificationChannel channel, int uid, Requests requests) {
    this.channel = channel;
    this.uid = uid;
    this.requests = requests;
  }

  /** On whose account, unsigned. */
  int uid() {
    return uid;
  }

  @Override
  public void run() {
    try (channel) {
      var _ = channel.wakeInPlace();
      while (channel.awaitCall()) {
        Notification notification = channel.receive();
        if (notification != null) {
          answer(notification);
        }
      }
    } catch (ErrnoException e) {
      // It cannot be received on any more: calls that come fail with ENOSYS from now on.
      return;
    } finally {
      requests.ended(this);
    }
  }

  private void answer(Notification notification) {
    WaitingCall call = waiting(notification);
    if (call == null) {
      return;
    }
    try (call) {
      call.answer(SystemCalls.answer(call));
    } catch (CallerGoneException e) {
      // What was made for it has been closed on the way here.
      return;
    } catch (RuntimeException e) {
      channel.fail(notification.id(), LinuxErrno.EIO);
      requests.defect(e);
    }
  }

  /** Null where the caller has ended, or cannot be told. */
  private @Nullable WaitingCall waiting(Notification notification) {
    try {
      return WaitingCall.of(channel, notification, requests);
    } catch (CallerGoneException e) {
      return null;
    } catch (ErrnoException e) {
      // ESRCH of one that has ended is for nobody to see.
      channel.fail(notification.id(), e.errno());
      return null;
    }
  }
}
