package dev.tokend.monitor.operation.impersonate;

/** What the system knows of the socket whose impersonation level a client sets (tokens §18). */
public enum SocketEvidence {
  /** The descriptor is not open. */
  NOT_OPEN,
  /** The descriptor is no socket. */
  NOT_A_SOCKET,
  /** The socket is not an AF_UNIX stream or seqpacket socket. */
  WRONG_KIND,
  /** The socket is connected, or carries a captured identity. */
  IN_USE,
  /** The socket is unconnected and carries nothing. */
  UNCONNECTED
}
