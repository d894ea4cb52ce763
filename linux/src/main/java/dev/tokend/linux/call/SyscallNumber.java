package dev.tokend.linux.call;

/** System call numbers of Linux on x86-64 ({@code asm/unistd_64.h}). */
public final class SyscallNumber {
  public static final int READ = 0;
  public static final int WRITE = 1;
  public static final int CLOSE = 3;
  public static final int FSTAT = 5;
  public static final int POLL = 7;
  public static final int RT_SIGACTION = 13;
  public static final int RT_SIGPROCMASK = 14;
  public static final int IOCTL = 16;
  public static final int DUP2 = 33;
  public static final int GETPID = 39;
  public static final int SOCKET = 41;
  public static final int CONNECT = 42;
  public static final int SENDTO = 44;
  public static final int RECVFROM = 45;
  public static final int SENDMSG = 46;
  public static final int RECVMSG = 47;
  public static final int SHUTDOWN = 48;
  public static final int BIND = 49;
  public static final int LISTEN = 50;
  public static final int GETSOCKNAME = 51;
  public static final int GETPEERNAME = 52;
  public static final int SOCKETPAIR = 53;
  public static final int SETSOCKOPT = 54;
  public static final int GETSOCKOPT = 55;
  public static final int EXECVE = 59;
  public static final int KILL = 62;
  public static final int FCNTL = 72;
  public static final int FLOCK = 73;
  public static final int UMASK = 95;
  public static final int GETUID = 102;
  public static final int GETGID = 104;
  public static final int GETEUID = 107;
  public static final int GETEGID = 108;
  public static final int GETPPID = 110;
  public static final int SETSID = 112;
  public static final int FSTATFS = 138;
  public static final int PRCTL = 157;
  public static final int GETTID = 186;
  public static final int GETDENTS64 = 217;
  public static final int CLOCK_GETTIME = 228;
  public static final int EPOLL_WAIT = 232;
  public static final int EPOLL_CTL = 233;
  public static final int WAITID = 247;
  public static final int OPENAT = 257;
  public static final int MKDIRAT = 258;
  public static final int READLINKAT = 267;
  public static final int ACCEPT4 = 288;
  public static final int EVENTFD2 = 290;
  public static final int EPOLL_CREATE1 = 291;
  public static final int PRLIMIT64 = 302;
  public static final int PIDFD_SEND_SIGNAL = 424;
  public static final int PIDFD_OPEN = 434;

  private SyscallNumber() {}
}
