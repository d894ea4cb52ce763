package dev.tokend.linux.kernel;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.file.FileContent;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.SocketOptions;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which of the {@link KernelFeature}s the running kernel has.
 *
 * @param release the kernel's release, such as {@code 6.18.44}
 * @param present those that were found by trying them
 */
public record KernelFeatures(String release, Set<KernelFeature> present) {
  private static final int LIMIT = 256;

  /** Copies the set. */
  public KernelFeatures {
    present = Set.copyOf(present);
  }

  /**
   * Tries each.
   *
   * @throws ErrnoException where trying failed for another reason than that the kernel does not know it, such as
   *     EMFILE
   */
  public static KernelFeatures probe() throws ErrnoException {
    Set<KernelFeature> present = EnumSet.noneOf(KernelFeature.class);
    try (SocketPair pair = UnixSocket.pair(SocketType.SEQPACKET); PidFd self = PidFd.open(ProcessIds.pid())) {
      int socket = pair.first().number();
      if (hasPeerPidFd(socket)) {
        present.add(KernelFeature.PEER_PIDFD);
      }
      if (hasMessagePidFd(socket)) {
        present.add(KernelFeature.MESSAGE_PIDFD);
      }
      if (PidFd.isOnPidFs(self.number())) {
        present.add(KernelFeature.PIDFS);
      }
      if (self.info().credentials() != null) {
        present.add(KernelFeature.PIDFD_INFO);
      }
      if (SocketOptions.refuseDescriptors(socket)) {
        present.add(KernelFeature.REFUSE_DESCRIPTORS);
      }
    }
    byte[] release = FileContent.read(FileOpen.WORKING_DIRECTORY, "/proc/sys/kernel/osrelease", LIMIT);
    return new KernelFeatures(new String(release, StandardCharsets.UTF_8).strip(), present);
  }

  private static boolean hasPeerPidFd(int socket) throws ErrnoException {
    try {
      SocketFacts.peerPidFd(socket).close();
      return true;
    } catch (ErrnoException e) {
      return isKnown(e);
    }
  }

  private static boolean hasMessagePidFd(int socket) throws ErrnoException {
    try {
      SocketOptions.receivePidFds(socket);
      return true;
    } catch (ErrnoException e) {
      return isKnown(e);
    }
  }

  private static boolean isKnown(ErrnoException e) throws ErrnoException {
    if (e.errno() == LinuxErrno.ENOPROTOOPT) {
      return false;
    }
    throw e;
  }

  /** Whether all required ones are present. */
  public boolean suffice() {
    for (KernelFeature feature : KernelFeature.values()) {
      if (feature.isRequired() && !present.contains(feature)) {
        return false;
      }
    }
    return true;
  }

  /** A sentence for each that is missing, the required ones first. */
  public List<String> missing() {
    List<String> required = new ArrayList<>();
    List<String> optional = new ArrayList<>();
    for (KernelFeature feature : KernelFeature.values()) {
      if (!present.contains(feature)) {
        (feature.isRequired() ? required : optional).add(
            "this kernel (" + release + ") lacks " + feature.kernelName() + ", which Linux has since "
                + feature.since() + ": " + feature.without());
      }
    }
    required.addAll(optional);
    return required;
  }
}
