/* Every errno of every call, arguments that point nowhere among them. */
#include "specs.h"

static u64 session;
static int full;
static u8 *unwritable, *edge;

/* The first address that is none, and some others that are not. */
#define NOWHERE ((void *)0x10)
#define BEYOND ((void *)0x7FFFFFFFF000)
#define KERNEL ((void *)0xFFFFFFFF80000000)
#define LAST ((void *)-8)

static void *const BAD[] = {NOWHERE, BEYOND, KERNEL, LAST, (void *)0x0000800000000000};
#define BADS (sizeof BAD / sizeof BAD[0])

static int with_mask(u32 mask) {
  struct duplicate args = {mask, 1, 0, -1};
  EXPECT(0, IOCTL(full, IOC_DUPLICATE, &args));
  return args.fd;
}

static void opening(void) {
  EXPECT(-EINVAL, CALL(OPEN_SELF, 2, QUERY));
  EXPECT(-EINVAL, CALL(OPEN_SELF, 0, 0));
  EXPECT(-EINVAL, CALL(OPEN_SELF, 0, 0x100000));
  EXPECT(-EINVAL, CALL(OPEN_SELF, 0xFFFFFFFF, QUERY));
  /* The upper halves of registers are none of the arguments. */
  int self = HANDLE(OPEN_SELF, 0x5500000000L, 0x7700000000L | QUERY);
  close(self);
  EXPECT(-EINVAL, CALL(OPEN_PROCESS, -1, 0));
  EXPECT(-EBADF, CALL(OPEN_PROCESS, -1, QUERY));
  EXPECT(-EBADF, CALL(OPEN_PROCESS, 777, QUERY));
  EXPECT(-EBADF, CALL(OPEN_PROCESS, 0, QUERY));
  EXPECT(-EBADF, CALL(OPEN_PROCESS, full, QUERY));
  pid_t child = fork();
  if (child == 0) {
    _exit(0);
  }
  int ended = (int)syscall(SYS_pidfd_open, child, 0);
  waitpid(child, 0, 0);
  EXPECT(-ESRCH, CALL(OPEN_PROCESS, ended, QUERY));
  EXPECT(-ESRCH, CALL(OPEN_THREAD, ended, child, QUERY));
  int own = (int)syscall(SYS_pidfd_open, getpid(), 0);
  EXPECT(-EINVAL, CALL(OPEN_THREAD, own, 0, QUERY));
  EXPECT(-EINVAL, CALL(OPEN_THREAD, own, -5, QUERY));
  EXPECT(-EINVAL, CALL(OPEN_THREAD, own, getpid(), 0));
  EXPECT(-ESRCH, CALL(OPEN_THREAD, own, 1, QUERY));
  EXPECT(-EBADF, CALL(OPEN_THREAD, -1, getpid(), QUERY));
  close(HANDLE(OPEN_THREAD, own, getpid(), QUERY));
  close(own);
  close(ended);
}

static void minting(void) {
  EXPECT(-EINVAL, CALL(CREATE_TOKEN, 0, 220));
  for (size_t i = 0; i < BADS; i++) {
    EXPECT(-EFAULT, CALL(CREATE_TOKEN, BAD[i], 220));
    EXPECT(-EFAULT, CALL(CREATE_SESSION, BAD[i], 44));
  }
  EXPECT(-EFAULT, CALL(CREATE_TOKEN, edge - 100, 220));
  EXPECT(-EFAULT, CALL(CREATE_TOKEN, SPEC_A, 1L << 40));
  EXPECT(-EINVAL, CALL(CREATE_TOKEN, SPEC_A, 0));
  EXPECT(-EINVAL, CALL(CREATE_TOKEN, SPEC_A, 191));
  EXPECT(-EINVAL, CALL(CREATE_TOKEN, SPEC_A, sizeof SPEC_A));
  u8 *large = mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memcpy(large, SPEC_A, sizeof SPEC_A);
  EXPECT(-EINVAL, CALL(CREATE_TOKEN, large, 65537));
  EXPECT(-EINVAL, CALL(CREATE_TOKEN, large, 1 << 20));
  EXPECT(-EINVAL, CALL(CREATE_SESSION, 0, 44));
  EXPECT(-EINVAL, CALL(CREATE_SESSION, large, 1 << 20));
  EXPECT(-EINVAL, CALL(CREATE_SESSION, SESSION, 43));
  EXPECT(-EINVAL, CALL(CREATE_SESSION, SESSION, 0));
  u8 wrong[44];
  memcpy(wrong, SESSION, 44);
  wrong[0] = 7;
  EXPECT(-EINVAL, CALL(CREATE_SESSION, wrong, 44));
  EXPECT(-ENOENT, CALL(DESTROY_SESSION, 1L << 62));
  EXPECT(-EBUSY, CALL(DESTROY_SESSION, session));
  munmap(large, 1 << 20);
}

static void querying(void) {
  u8 buffer[512];
  u32 length = sizeof buffer;
  EXPECT(-EINVAL, query(full, 0, buffer, &length));
  EXPECT(sizeof buffer, length);
  EXPECT(-EINVAL, query(full, 25, buffer, &length));
  length = 27;
  memset(buffer, 0xAA, sizeof buffer);
  EXPECT(-ERANGE, query(full, 1, buffer, &length));
  EXPECT(28, length);
  EXPECT(0xAA, buffer[0]);
  length = 0;
  EXPECT(0, query(full, 1, buffer, &length));
  EXPECT(28, length);
  length = 999;
  EXPECT(0, query(full, 1, 0, &length));
  EXPECT(28, length);
  length = 0xFFFFFFFF;
  EXPECT(0, query(full, 1, buffer, &length));
  EXPECT(28, length);
  length = 64;
  EXPECT(0, query(full, 15, buffer, &length));
  EXPECT(0, length);
  for (size_t i = 0; i < BADS; i++) {
    EXPECT(-EFAULT, IOCTL(full, IOC_QUERY, BAD[i]));
    length = 64;
    long result = query(full, 1, BAD[i], &length);
    TRUE(result == -EFAULT || (BAD[i] == LAST && result == -EINVAL));
    EXPECT(BAD[i] == LAST ? 64 : 28, length);
  }
  length = 64;
  EXPECT(-EFAULT, query(full, 1, unwritable, &length));
  EXPECT(28, length);
  length = 64;
  EXPECT(-EFAULT, query(full, 1, edge - 20, &length));
  EXPECT(28, length);
  length = 64;
  EXPECT(0, query(full, 1, edge - 28, &length));
  EXPECT(0, memcmp(edge - 28, USER, 28));
  /* The payload would lie over the structure. */
  struct query args[4] = {{1, 64, 0}};
  for (long at = -27; at < 16; at++) {
    args[0] = (struct query){1, 64, (u64)(uintptr_t)args + (u64)at};
    EXPECT(-EINVAL, IOCTL(full, IOC_QUERY, args));
    EXPECT(64, args[0].len);
  }
  args[0] = (struct query){1, 64, (u64)(uintptr_t)args + 16};
  EXPECT(0, IOCTL(full, IOC_QUERY, args));
  /* Nothing is written there, so nothing overlaps. */
  args[0] = (struct query){1, 0, (u64)(uintptr_t)args};
  EXPECT(0, IOCTL(full, IOC_QUERY, args));
}

static void adjusting(void) {
  struct entry entries[1025];
  memset(entries, 0, sizeof entries);
  struct privs privs = {0, 0, (u64)(uintptr_t)entries, 5};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_PRIVS, &privs));
  privs.count = 65;
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_PRIVS, &privs));
  privs.count = 0xFFFFFFFF;
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_PRIVS, &privs));
  privs.count = 2;
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_PRIVS, &privs));
  privs.count = 1;
  privs.pad = 1;
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_PRIVS, &privs));
  privs.pad = 0;
  entries[0] = (struct entry){64, 0};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_PRIVS, &privs));
  entries[0] = (struct entry){1, 2};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_PRIVS, &privs));
  entries[0] = (struct entry){19, 3};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_PRIVS, &privs));
  EXPECT(5, privs.previous);
  struct groups groups = {0, 0, (u64)(uintptr_t)entries, {5}};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_GROUPS, &groups));
  groups.count = 1025;
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_GROUPS, &groups));
  groups.count = 1;
  static const struct entry refused[] = {{0, 0}, {0, 1}, {3, 0}, {3, 1}, {6, 0}, {6, 1}, {7, 0}, {4, 2}};
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    entries[0] = refused[i];
    EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_GROUPS, &groups));
  }
  EXPECT(5, groups.previous[0]);
  u64 statistics[5];
  u32 length = sizeof statistics;
  EXPECT(0, query(full, 11, statistics, &length));
  EXPECT(statistics[0], statistics[2]);
  for (size_t i = 0; i < BADS; i++) {
    EXPECT(-EFAULT, IOCTL(full, IOC_ADJUST_PRIVS, BAD[i]));
    EXPECT(-EFAULT, IOCTL(full, IOC_ADJUST_GROUPS, BAD[i]));
    EXPECT(-EFAULT, IOCTL(full, IOC_ADJUST_DEFAULT, BAD[i]));
    EXPECT(-EFAULT, IOCTL(full, IOC_ADJUST_SCOPE, BAD[i]));
    privs = (struct privs){1, 0, (u64)(uintptr_t)BAD[i], 5};
    EXPECT(-EFAULT, IOCTL(full, IOC_ADJUST_PRIVS, &privs));
    groups = (struct groups){1, 0, (u64)(uintptr_t)BAD[i], {5}};
    EXPECT(-EFAULT, IOCTL(full, IOC_ADJUST_GROUPS, &groups));
    struct defaults args = {(u64)(uintptr_t)BAD[i], 28, 0xFFFF, 0xFFFF};
    EXPECT(-EFAULT, IOCTL(full, IOC_ADJUST_DEFAULT, &args));
  }
  struct defaults args = {0, 1, 0xFFFF, 0xFFFF};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_DEFAULT, &args));
  args = (struct defaults){(u64)(uintptr_t)entries, 65537, 0xFFFF, 0xFFFF};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_DEFAULT, &args));
  args = (struct defaults){(u64)(uintptr_t)entries, 0xFFFFFFFF, 0xFFFF, 0xFFFF};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_DEFAULT, &args));
  args = (struct defaults){(u64)(uintptr_t)entries, 28, 0xFFFF, 0xFFFF};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_DEFAULT, &args));
  args = (struct defaults){0, 0, 1, 0xFFFF};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_DEFAULT, &args));
  args = (struct defaults){0, 0, 0xFFFF, 8};
  EXPECT(-EINVAL, IOCTL(full, IOC_ADJUST_DEFAULT, &args));
  /* What cannot be told afterwards is not done. */
  entries[0] = (struct entry){19, 2};
  privs = (struct privs){1, 0, (u64)(uintptr_t)entries, 5};
  struct privs *sealed = (struct privs *)(unwritable + 128);
  EXPECT(0, memcmp(sealed, &privs, 4));
  EXPECT(-EFAULT, IOCTL(full, IOC_ADJUST_PRIVS, sealed));
  length = sizeof statistics;
  EXPECT(0, query(full, 11, statistics, &length));
  EXPECT(statistics[0], statistics[2]);
}

static void deriving(void) {
  struct duplicate copy = {QUERY, 0, 0, -1};
  EXPECT(-EINVAL, IOCTL(full, IOC_DUPLICATE, &copy));
  copy = (struct duplicate){QUERY, 3, 0, -1};
  EXPECT(-EINVAL, IOCTL(full, IOC_DUPLICATE, &copy));
  copy = (struct duplicate){QUERY, 1, 4, -1};
  EXPECT(-EINVAL, IOCTL(full, IOC_DUPLICATE, &copy));
  copy = (struct duplicate){0, 1, 0, -1};
  EXPECT(-EINVAL, IOCTL(full, IOC_DUPLICATE, &copy));
  EXPECT(-1, copy.fd);
  struct restriction less = {0, 0, 0, 0, 2, 0, -1, 0};
  EXPECT(-EINVAL, IOCTL(full, IOC_RESTRICT, &less));
  less = (struct restriction){0, 0, 0, 65537, 0, (u64)(uintptr_t)edge, -1, 0};
  EXPECT(-EINVAL, IOCTL(full, IOC_RESTRICT, &less));
  less = (struct restriction){0, 0, 0, 4, 0, 0, -1, 0};
  EXPECT(-EFAULT, IOCTL(full, IOC_RESTRICT, &less));
  u32 indices[] = {1, 1, 7};
  less = (struct restriction){0, 2, 0, 8, 0, (u64)(uintptr_t)indices, -1, 0};
  EXPECT(-EINVAL, IOCTL(full, IOC_RESTRICT, &less));
  less = (struct restriction){0, 1, 0, 4, 0, (u64)(uintptr_t)(indices + 2), -1, 0};
  EXPECT(-EINVAL, IOCTL(full, IOC_RESTRICT, &less));
  less = (struct restriction){0, 1, 0, 8, 0, (u64)(uintptr_t)indices, -1, 0};
  EXPECT(-EINVAL, IOCTL(full, IOC_RESTRICT, &less));
  less = (struct restriction){0, 0xFFFFFFFF, 0xFFFFFFFF, 8, 0, (u64)(uintptr_t)indices, -1, 0};
  EXPECT(-EINVAL, IOCTL(full, IOC_RESTRICT, &less));
  EXPECT(-1, less.fd);
  struct linking link = {full, full, session};
  EXPECT(-EINVAL, IOCTL(full, IOC_LINK, &link));
  link = (struct linking){777, full, session};
  EXPECT(-EBADF, IOCTL(full, IOC_LINK, &link));
  link = (struct linking){full, -1, session};
  EXPECT(-EBADF, IOCTL(full, IOC_LINK, &link));
  link = (struct linking){0, full, session};
  EXPECT(-EINVAL, IOCTL(full, IOC_LINK, &link));
  link = (struct linking){full, full, 1L << 60};
  EXPECT(-EINVAL, IOCTL(full, IOC_LINK, &link));
  struct linked linked = {-7};
  EXPECT(-ENOENT, IOCTL(full, IOC_GET_LINKED, &linked));
  EXPECT(-7, linked.fd);
  for (size_t i = 0; i < BADS; i++) {
    EXPECT(-EFAULT, IOCTL(full, IOC_DUPLICATE, BAD[i]));
    EXPECT(-EFAULT, IOCTL(full, IOC_RESTRICT, BAD[i]));
    EXPECT(-EFAULT, IOCTL(full, IOC_LINK, BAD[i]));
    EXPECT(-EFAULT, IOCTL(full, IOC_GET_LINKED, BAD[i]));
    less = (struct restriction){0, 1, 0, 4, 0, (u64)(uintptr_t)BAD[i], -1, 0};
    EXPECT(-EFAULT, IOCTL(full, IOC_RESTRICT, &less));
  }
  EXPECT(-EFAULT, IOCTL(full, IOC_GET_LINKED, unwritable));
  EXPECT(-EINVAL, IOCTL(full, IOC_IMPERSONATE, 0));
}

/* A missing right counts before whatever is wrong with the argument. */
static void rights(void) {
  static const u32 requests[] = {
      IOC_QUERY,         IOC_ADJUST_PRIVS,   IOC_DUPLICATE,   IOC_INSTALL,     IOC_RESTRICT,
      IOC_ADJUST_GROUPS, IOC_IMPERSONATE,    IOC_ADJUST_SCOPE, IOC_ADJUST_DEFAULT};
  static const u32 needed[] = {8, 0x20, 2, 1, 2, 0x40, 4, 0x100, 0x80};
  for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
    int weak = with_mask(ALL_ACCESS & ~needed[i]);
    u8 zeros[256] = {0};
    EXPECT(-EACCES, IOCTL(weak, requests[i], NOWHERE));
    EXPECT(-EACCES, IOCTL(weak, requests[i], zeros));
    close(weak);
  }
  int weak = with_mask(2);
  struct linked linked;
  EXPECT(-EACCES, IOCTL(weak, IOC_GET_LINKED, &linked));
  EXPECT(-EFAULT, IOCTL(weak, IOC_GET_LINKED, NOWHERE));
  struct check check = {.size = 136, .fd = weak, .sd = (u64)(uintptr_t)DEFAULT_SD, .sd_len = 128, .desired = 8};
  EXPECT(-EACCES, CALL(ACCESS_CHECK, &check));
  close(weak);
}

static void requests(void) {
  EXPECT(-ENOTTY, IOCTL(full, 0xC0044B00u, 0));
  EXPECT(-ENOTTY, IOCTL(full, 0x80104B00u, 0));
  EXPECT(-ENOTTY, IOCTL(full, 0x00004B0Bu, 0));
  EXPECT(-ENOTTY, IOCTL(full, 0x00004BFFu, 0));
  EXPECT(-EBADF, IOCTL(777, IOC_QUERY, 0));
  EXPECT(-EBADF, IOCTL(-1, IOC_QUERY, 0));
  int pipes[2];
  TRUE(pipe(pipes) == 0);
  EXPECT(-ENOTTY, IOCTL(pipes[0], IOC_QUERY, 0));
  int sockets[2];
  TRUE(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, sockets) == 0);
  EXPECT(-ENOTTY, IOCTL(sockets[0], IOC_QUERY, 0));
  int path = open("/", O_PATH);
  EXPECT(-EBADF, IOCTL(path, IOC_QUERY, 0));
  for (int number = 1000; number <= 1030; number++) {
    if (number == 1005 || (number > 1006 && number < 1010) || (number > 1013 && number < 1021) || number > 1024) {
      EXPECT(-ENOSYS, CALL(number, 0, 0, 0, 0, 0, 0));
    }
  }
  EXPECT(-ENOSYS, CALL(999));
  /* A handle is a socket to all else, and nothing can be written to it. */
  EXPECT(-EPIPE, given(send(full, "x", 1, MSG_NOSIGNAL)));
  close(pipes[0]);
  close(pipes[1]);
  close(sockets[0]);
  close(sockets[1]);
  close(path);
}

static void peers(void) {
  int sockets[2];
  TRUE(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) == 0);
  int udp = socket(AF_INET, SOCK_DGRAM, 0);
  int fresh = socket(AF_UNIX, SOCK_STREAM, 0);
  EXPECT(-EBADF, CALL(OPEN_PEER, 777));
  EXPECT(-EBADF, CALL(IMPERSONATE_PEER, -1));
  EXPECT(-EBADF, CALL(SET_LEVEL, 777, 2));
  EXPECT(-ENOTSOCK, CALL(OPEN_PEER, 0));
  EXPECT(-ENOTSOCK, CALL(IMPERSONATE_PEER, 0));
  EXPECT(-ENOTSOCK, CALL(SET_LEVEL, 0, 2));
  EXPECT(-EACCES, CALL(OPEN_PEER, udp));
  EXPECT(-EACCES, CALL(OPEN_PEER, fresh));
  EXPECT(-EACCES, CALL(OPEN_PEER, sockets[0]));
  EXPECT(-EACCES, CALL(IMPERSONATE_PEER, sockets[0]));
  EXPECT(-EACCES, CALL(SET_LEVEL, sockets[0], 2));
  EXPECT(-EACCES, CALL(SET_LEVEL, udp, 2));
  EXPECT(-EINVAL, CALL(SET_LEVEL, fresh, 4));
  EXPECT(0, CALL(SET_LEVEL, fresh, 1));
  EXPECT(0, CALL(REVERT));
  close(udp);
  close(fresh);
  close(sockets[0]);
  close(sockets[1]);
}

static void descriptors(void) {
  u8 sd[512];
  EXPECT(-EINVAL, CALL(GET_SD, full, "", 7, sd, sizeof sd, 0x2000));
  EXPECT(-EINVAL, CALL(GET_SD, full, "", 0, sd, sizeof sd, 0x1000));
  EXPECT(-EINVAL, CALL(GET_SD, full, "", 0x20, sd, sizeof sd, 0x1000));
  EXPECT(-EINVAL, CALL(GET_SD, full, "", 0x18, sd, sizeof sd, 0x1000));
  EXPECT(-ENOENT, CALL(GET_SD, full, "", 7, sd, sizeof sd, 0));
  EXPECT(-EOPNOTSUPP, CALL(GET_SD, AT_FDCWD, "/etc", 7, sd, sizeof sd, 0));
  EXPECT(-EOPNOTSUPP, CALL(GET_SD, 0, "", 7, sd, sizeof sd, 0x1000));
  EXPECT(-EBADF, CALL(GET_SD, 777, "", 7, sd, sizeof sd, 0x1000));
  EXPECT(-EFAULT, CALL(GET_SD, full, NOWHERE, 7, sd, sizeof sd, 0x1000));
  EXPECT(-EFAULT, CALL(GET_SD, full, "", 7, NOWHERE, sizeof sd, 0x1000));
  EXPECT(-EFAULT, CALL(GET_SD, full, "", 7, unwritable, 512, 0x1000));
  EXPECT(128, CALL(GET_SD, full, "", 7, NOWHERE, 127, 0x1100));
  EXPECT(-EINVAL, CALL(SET_SD, full, "", 4, 0, 128, 0x1000));
  EXPECT(-EINVAL, CALL(SET_SD, full, "", 4, DEFAULT_SD, 0, 0x1000));
  EXPECT(-EINVAL, CALL(SET_SD, full, "", 4, DEFAULT_SD, 65536, 0x1000));
  EXPECT(-EINVAL, CALL(SET_SD, full, "", 4, DEFAULT_SD, 127, 0x1000));
  EXPECT(-EINVAL, CALL(SET_SD, full, "", 0, DEFAULT_SD, 128, 0x1000));
  EXPECT(-EFAULT, CALL(SET_SD, full, "", 4, NOWHERE, 128, 0x1000));
  EXPECT(-EFAULT, CALL(SET_SD, full, KERNEL, 4, DEFAULT_SD, 128, 0x1000));
  EXPECT(-EOPNOTSUPP, CALL(SET_SD, full, "x", 4, DEFAULT_SD, 128, 0x1000));
  EXPECT(-EBADF, CALL(SET_SD, 777, "", 4, DEFAULT_SD, 128, 0x1000));
}

static void checking(void) {
  const struct check sound = {
      .size = 136, .fd = -1, .sd = (u64)(uintptr_t)DEFAULT_SD, .sd_len = 128, .desired = 8, .mapping = {8, 0xE0, 4, 0x1FF}};
  struct check check = sound;
  u32 granted;
  TRUE(CALL(ACCESS_CHECK, &check) > 0);
  EXPECT(-EFAULT, CALL(ACCESS_CHECK, 0));
  for (size_t i = 0; i < BADS; i++) {
    EXPECT(-EFAULT, CALL(ACCESS_CHECK, BAD[i]));
    check = sound;
    check.sd = (u64)(uintptr_t)BAD[i];
    EXPECT(-EFAULT, CALL(ACCESS_CHECK, &check));
    check = sound;
    check.granted = (u64)(uintptr_t)BAD[i];
    EXPECT(-EFAULT, CALL(ACCESS_CHECK, &check));
    check = sound;
    check.self = (u64)(uintptr_t)BAD[i];
    check.self_len = 12;
    EXPECT(-EFAULT, CALL(ACCESS_CHECK, &check));
  }
#define WRONG(errno_, field, value)            \
  do {                                         \
    check = sound;                             \
    check.granted = (u64)(uintptr_t)&granted;  \
    check.field = value;                       \
    granted = 0xAAAAAAAA;                      \
    EXPECT(-errno_, CALL(ACCESS_CHECK, &check)); \
    EXPECT(0xAAAAAAAA, granted);               \
  } while (0)
  WRONG(EINVAL, size, 39);
  WRONG(EINVAL, size, 5000);
  WRONG(EINVAL, size, 0xFFFFFFFF);
  WRONG(EINVAL, fd, -2);
  WRONG(EBADF, fd, 777);
  WRONG(EBADF, fd, 0);
  WRONG(EINVAL, sd, 0);
  WRONG(EINVAL, sd_len, 0);
  WRONG(EINVAL, sd_len, 65536);
  WRONG(EINVAL, sd_len, 127);
  WRONG(EINVAL, desired, 0x00800000);
  WRONG(EINVAL, self_len, 69);
  WRONG(EINVAL, intent, 4);
  WRONG(EINVAL, tree_count, 1);
  WRONG(EINVAL, tree, (u64)(uintptr_t)sound.mapping);
  WRONG(EINVAL, claims_len, 65537);
  WRONG(EINVAL, context_len, 4097);
  WRONG(EINVAL, pad0, 1);
  WRONG(EINVAL, pad1, 1);
  WRONG(EINVAL, pad2, 1);
  /* A shorter structure is one without its last fields, a longer one has zeros there. */
  struct { struct check check; u64 more; } longer = {sound, 0};
  longer.check.size = 144;
  TRUE(CALL(ACCESS_CHECK, &longer) > 0);
  longer.more = 1;
  EXPECT(-EINVAL, CALL(ACCESS_CHECK, &longer));
  check = sound;
  check.size = 40;
  check.tree_count = 7;
  TRUE(CALL(ACCESS_CHECK, &check) > 0);
  struct object_type tree[2] = {{0, 0, {1}}, {1, 0, {1}}};
  struct node nodes[2];
  check = sound;
  EXPECT(-EINVAL, CALL(ACCESS_CHECK_LIST, &check, nodes, 0));
  check.tree = (u64)(uintptr_t)tree;
  check.tree_count = 2;
  EXPECT(-EINVAL, CALL(ACCESS_CHECK_LIST, &check, nodes, 2));
  tree[1].guid[0] = 2;
  EXPECT(-EINVAL, CALL(ACCESS_CHECK_LIST, &check, nodes, 1));
  EXPECT(-EFAULT, CALL(ACCESS_CHECK_LIST, &check, NOWHERE, 2));
  EXPECT(0, CALL(ACCESS_CHECK_LIST, &check, nodes, 2));
  tree[1].reserved = 1;
  EXPECT(-EINVAL, CALL(ACCESS_CHECK_LIST, &check, nodes, 2));
  tree[1] = (struct object_type){2, 0, {2}};
  EXPECT(-EINVAL, CALL(ACCESS_CHECK_LIST, &check, nodes, 2));
}

/* Descriptor numbers are the caller's to run out of. */
static void no_number_left(void) {
  int last = -1, next;
  while ((next = dup(0)) >= 0) {
    last = next;
  }
  EXPECT(-EMFILE, CALL(OPEN_SELF, 0, QUERY));
  struct duplicate copy = {QUERY, 1, 0, -9};
  EXPECT(-EMFILE, IOCTL(full, IOC_DUPLICATE, &copy));
  EXPECT(-9, copy.fd);
  EXPECT(1, query_word(full, 4));
  close(last);
  EXPECT(last, HANDLE(OPEN_SELF, 0, QUERY));
}

int main(void) {
  setbuf(stdout, 0);
  unwritable = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  edge = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(edge + 4096, 4096);
  edge += 4096;
  session = (u64)CALL(CREATE_SESSION, SESSION, sizeof SESSION);
  full = token_of(SPEC_B, sizeof SPEC_B, session);
  static struct entry enable = {19, 2};
  struct privs sealed = {1, 0, (u64)(uintptr_t)&enable, 5};
  memcpy(unwritable + 128, &sealed, sizeof sealed);
  mprotect(unwritable, 8192, PROT_READ);
  opening();
  minting();
  querying();
  adjusting();
  deriving();
  rights();
  requests();
  peers();
  descriptors();
  checking();
  no_number_left();
  return report("errors");
}
