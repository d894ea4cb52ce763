package dev.tokend.linux.kernel;

/** What the authority asks of the kernel beyond what every supported one has. */
public enum KernelFeature {
  PEER_PIDFD("SO_PEERPIDFD", "6.5", true, "a process that connected cannot be told from one that got its id later"),
  MESSAGE_PIDFD("SO_PASSPIDFD", "6.5", true, "the sender of a message cannot be told from one that got its id later"),
  PIDFS("pidfs", "6.9", true, "processes have no key that is never used again"),
  PIDFD_INFO("PIDFD_GET_INFO", "6.13", false, "the credentials behind a pidfd are read from /proc"),
  REFUSE_DESCRIPTORS("SO_PASSRIGHTS", "6.16", false, "descriptors that nobody asked for are received and closed");

  private final String kernelName;
  private final String since;
  private final boolean required;
  private final String without;

  KernelFeature(String kernelName, String since, boolean required, String without) {
    this.kernelName = kernelName;
    this.since = since;
    this.required = required;
    this.without = without;
  }

  /** What the kernel's documentation calls it. */
  public String kernelName() {
    return kernelName;
  }

  /** The first Linux that has it. */
  public String since() {
    return since;
  }

  /** Whether the authority cannot keep its promises without it. */
  public boolean isRequired() {
    return required;
  }

  /** What is so without it. */
  public String without() {
    return without;
  }
}
