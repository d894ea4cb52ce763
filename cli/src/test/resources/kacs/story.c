/* A logon session, a token of it, a restricted copy, a pair of both, a process under one, threads under both. */
#include <pthread.h>

#include "specs.h"

#define TOKEN_MAPPING 0x00020008u, 0x000400E0u, 0x00000004u, 0x000F01FFu

static u64 session;
static int full, limited;
static u64 id_full, id_limited;
static pthread_barrier_t meeting;
static int tids[2];

static u64 id_of(int fd) {
  u64 words[5];
  u32 length = sizeof words;
  EXPECT(0, query(fd, 11, words, &length));
  EXPECT(40, length);
  return words[0];
}

static void payloads_are_as_written(int fd) {
  for (size_t i = 0; i < sizeof PAYLOADS / sizeof PAYLOADS[0]; i++) {
    struct payload p = PAYLOADS[i];
    u8 expected[1024], buffer[1024];
    u32 length = 0;
    memcpy(expected, p.bytes, p.length);
    if (p.class == 2) {
      u32 low = (u32)session;
      memcpy(expected + 0xb4, &low, 4);
    }
    if (p.class == 19) {
      u32 low = (u32)session;
      memcpy(expected + 16, &low, 4);
    }
    EXPECT(0, query(fd, p.class, 0, &length));
    EXPECT(p.length, length);
    length = sizeof buffer;
    EXPECT(0, query(fd, p.class, buffer, &length));
    EXPECT(p.length, length);
    EXPECT(0, memcmp(expected, buffer, p.length));
  }
}

static void restricted_copy(void) {
  static const u8 data[] = {
      1, 0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 5, 12, 0, 0, 0, 1, 5, 0, 0,
      0, 0, 0, 5, 21, 0, 0, 0, 10, 0, 0, 0, 20, 0, 0, 0, 30, 0, 0, 0, 0xe9, 3, 0, 0};
  struct restriction args = {0x20080000, 2, 2, sizeof data, 1, (u64)(uintptr_t)data, -1, 7};
  EXPECT(0, IOCTL(full, IOC_RESTRICT, &args));
  limited = handle_of(args.fd, __LINE__);
  EXPECT(7, args.pad);
  u8 sids[256];
  u32 length = sizeof sids;
  EXPECT(0, query(limited, 9, sids, &length));
  static const u8 restricting[] = {
      2, 0, 0, 0, 12, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 5, 12, 0, 0, 0, 4, 0, 0, 0, 28, 0, 0, 0, 1, 5, 0, 0,
      0, 0, 0, 5, 21, 0, 0, 0, 10, 0, 0, 0, 20, 0, 0, 0, 30, 0, 0, 0, 0xe9, 3, 0, 0, 4, 0, 0, 0};
  EXPECT(sizeof restricting, length);
  EXPECT(0, memcmp(restricting, sids, sizeof restricting));
  u64 privileges[4];
  length = sizeof privileges;
  EXPECT(0, query(limited, 3, privileges, &length));
  EXPECT(0x0000000800800000, privileges[0]);
}

static void adjustments(void) {
  struct entry entries[] = {{19, 2}, {29, 4}};
  struct privs privs = {2, 0, (u64)(uintptr_t)entries, 0};
  int copy;
  struct duplicate args = {ALL_ACCESS, 1, 0, -1};
  EXPECT(0, IOCTL(full, IOC_DUPLICATE, &args));
  copy = handle_of(args.fd, __LINE__);
  EXPECT(0, IOCTL(copy, IOC_ADJUST_PRIVS, &privs));
  EXPECT(0x0000000800800000, privs.previous);
  u64 words[4];
  u32 length = sizeof words;
  EXPECT(0, query(copy, 3, words, &length));
  EXPECT(0x0000000800880000, words[0]);
  EXPECT(0x0000000800880000, words[1]);
  struct entry one = {4, 0};
  struct groups groups = {1, 0, (u64)(uintptr_t)&one, {0}};
  EXPECT(0, IOCTL(copy, IOC_ADJUST_GROUPS, &groups));
  u64 previous[16] = {0x77};
  EXPECT(0, memcmp(previous, groups.previous, sizeof previous));
  EXPECT(1, groups.count);
  struct entry back = {0xFFFFFFFF, 0};
  groups.ptr = (u64)(uintptr_t)&back;
  EXPECT(0, IOCTL(copy, IOC_ADJUST_GROUPS, &groups));
  EXPECT(0x67, groups.previous[0]);
  u32 scope = 77;
  EXPECT(0, IOCTL(copy, IOC_ADJUST_SCOPE, &scope));
  EXPECT(77, query_word(copy, 8));
  struct defaults cleared = {0x10000, 0, 0, 0xFFFF};
  EXPECT(0, IOCTL(copy, IOC_ADJUST_DEFAULT, &cleared));
  length = 0;
  EXPECT(0, query(copy, 20, 0, &length));
  EXPECT(0, length);
  static const u8 acl[] = {2, 0, 28, 0, 1, 0, 0, 0, 0, 0, 20, 0, 0, 0, 0, 16, 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};
  struct defaults replaced = {(u64)(uintptr_t)acl, sizeof acl, 0xFFFF, 0xFFFF};
  EXPECT(0, IOCTL(copy, IOC_ADJUST_DEFAULT, &replaced));
  u8 read[64];
  length = sizeof read;
  EXPECT(0, query(copy, 20, read, &length));
  EXPECT(sizeof acl, length);
  EXPECT(0, memcmp(acl, read, sizeof acl));
  u64 statistics[5];
  length = sizeof statistics;
  EXPECT(0, query(copy, 11, statistics, &length));
  EXPECT(statistics[0] + 6, statistics[2]);
  close(copy);
}

static void descriptor(void) {
  u8 sd[512];
  EXPECT(sizeof DEFAULT_SD, CALL(GET_SD, full, "", 7, 0, 0, 0x1000));
  EXPECT(sizeof DEFAULT_SD, CALL(GET_SD, full, "", 7, sd, 16, 0x1000));
  EXPECT(sizeof DEFAULT_SD, CALL(GET_SD, full, "", 7, sd, sizeof sd, 0x1000));
  EXPECT(0, memcmp(DEFAULT_SD, sd, sizeof DEFAULT_SD));
  EXPECT(0, CALL(SET_SD, full, "", 4, sd, sizeof DEFAULT_SD, 0x1000));
}

static void pair(void) {
  struct linking args = {full, limited, session};
  EXPECT(0, IOCTL(full, IOC_LINK, &args));
  EXPECT(2, query_word(full, 13));
  EXPECT(3, query_word(limited, 13));
  struct linked partner = {-1};
  EXPECT(0, IOCTL(limited, IOC_GET_LINKED, &partner));
  EXPECT(id_full, id_of(handle_of(partner.fd, __LINE__)));
  close(partner.fd);
  EXPECT(0, IOCTL(full, IOC_GET_LINKED, &partner));
  EXPECT(id_limited, id_of(handle_of(partner.fd, __LINE__)));
  close(partner.fd);
}

static struct check question(u32 desired, int fd) {
  struct check args = {
      .size = sizeof args, .fd = fd, .sd = (u64)(uintptr_t)DEFAULT_SD, .sd_len = sizeof DEFAULT_SD, .desired = desired,
      .mapping = {TOKEN_MAPPING}};
  return args;
}

static void checks_with_a_handle(void) {
  u32 granted = 0xAAAAAAAA, later = 0xAAAAAAAA, staged = 0xAAAAAAAA;
  struct check args = question(MAXIMUM_ALLOWED, full);
  args.granted = (u64)(uintptr_t)&granted;
  args.later = (u64)(uintptr_t)&later;
  args.staged = (u64)(uintptr_t)&staged;
  EXPECT(0xE8, CALL(ACCESS_CHECK, &args));
  EXPECT(0xE8, granted);
  EXPECT(0, later);
  EXPECT(0, staged);
  args = question(2, full);
  args.granted = (u64)(uintptr_t)&granted;
  EXPECT(-EACCES, CALL(ACCESS_CHECK, &args));
  EXPECT(0, granted);
  args = question(0xF01FF, -1);
  /* SeSecurityPrivilege grants ACCESS_SYSTEM_SECURITY too: what is granted is not cut down to what was asked. */
  EXPECT(0x010F01FF, CALL(ACCESS_CHECK, &args));
  struct object_type tree[3] = {{0, 0, {1}}, {1, 0, {2}}, {1, 0, {3}}};
  struct node nodes[3];
  memset(nodes, 0xAA, sizeof nodes);
  args = question(QUERY, full);
  args.tree = (u64)(uintptr_t)tree;
  args.tree_count = 3;
  EXPECT(0, CALL(ACCESS_CHECK_LIST, &args, nodes, 3));
  for (int i = 0; i < 3; i++) {
    EXPECT(QUERY, nodes[i].granted);
    EXPECT(0, nodes[i].status);
  }
  args.desired = 2;
  EXPECT(0, CALL(ACCESS_CHECK_LIST, &args, nodes, 3));
  EXPECT(0, nodes[2].granted);
  EXPECT(-EACCES, nodes[2].status);
}

/* A thread acts as one of the two, at the same time as the other. */
static void *act(void *which) {
  int limited_one = (int)(intptr_t)which;
  struct duplicate args = {ALL_ACCESS, 2, 2, -1};
  EXPECT(0, IOCTL(limited_one ? limited : full, IOC_DUPLICATE, &args));
  u64 id = id_of(args.fd);
  tids[limited_one] = (int)syscall(SYS_gettid);
  EXPECT(0, IOCTL(args.fd, IOC_IMPERSONATE, 0));
  pthread_barrier_wait(&meeting);
  int self = HANDLE(OPEN_SELF, 0, MAXIMUM_ALLOWED);
  int real = HANDLE(OPEN_SELF, 1, MAXIMUM_ALLOWED);
  u8 user[68];
  u32 length = sizeof user;
  if (limited_one) {
    /* Its user is for deny only: nothing is left to open itself with. */
    EXPECT(-EACCES, query(self, 1, user, &length));
  } else {
    EXPECT(id, id_of(self));
    EXPECT(0, query(self, 1, user, &length));
    EXPECT(0, memcmp(USER, user, sizeof USER));
  }
  struct check check = question(QUERY, -1);
  EXPECT(limited_one ? -EACCES : (int)QUERY, CALL(ACCESS_CHECK, &check));
  pthread_barrier_wait(&meeting);
  pthread_barrier_wait(&meeting);
  EXPECT(0, CALL(REVERT));
  check = question(QUERY, -1);
  EXPECT(QUERY, CALL(ACCESS_CHECK, &check) & QUERY);
  close(self);
  close(real);
  close(args.fd);
  return 0;
}

static void two_threads(void) {
  pthread_t threads[2];
  pthread_barrier_init(&meeting, 0, 3);
  for (intptr_t i = 0; i < 2; i++) {
    pthread_create(&threads[i], 0, act, (void *)i);
  }
  pthread_barrier_wait(&meeting);
  pthread_barrier_wait(&meeting);
  int pidfd = (int)syscall(SYS_pidfd_open, getpid(), 0);
  int first = HANDLE(OPEN_THREAD, pidfd, tids[0], QUERY);
  int second = HANDLE(OPEN_THREAD, pidfd, tids[1], QUERY);
  int mine = HANDLE(OPEN_SELF, 0, QUERY);
  int process = HANDLE(OPEN_PROCESS, pidfd, QUERY);
  EXPECT(2, query_word(first, 4));
  EXPECT(2, query_word(second, 4));
  TRUE(id_of(first) != id_of(second));
  EXPECT(1, query_word(mine, 4));
  EXPECT(id_of(process), id_of(mine));
  pthread_barrier_wait(&meeting);
  for (int i = 0; i < 2; i++) {
    pthread_join(threads[i], 0);
  }
  close(first);
  close(second);
  close(mine);
  close(process);
  close(pidfd);
}

/* Another process takes the token, and its children have copies of it. */
static void installed(void) {
  pid_t child = fork();
  if (child == 0) {
    failures = checks = 0;
    EXPECT(0, IOCTL(full, IOC_INSTALL, 0));
    int self = HANDLE(OPEN_SELF, 0, QUERY);
    EXPECT(id_full, id_of(self));
    struct check check = question(QUERY, -1);
    EXPECT(QUERY, CALL(ACCESS_CHECK, &check));
    EXPECT(-EPERM, CALL(CREATE_TOKEN, SPEC_A, sizeof SPEC_A));
    EXPECT(-EPERM, CALL(CREATE_SESSION, SESSION, sizeof SESSION));
    EXPECT(-EACCES, IOCTL(self, IOC_INSTALL, 0));
    pid_t heir = fork();
    if (heir == 0) {
      failures = checks = 0;
      int copy = HANDLE(OPEN_SELF, 0, QUERY);
      u8 user[68];
      u32 length = sizeof user;
      EXPECT(0, query(copy, 1, user, &length));
      EXPECT(0, memcmp(USER, user, sizeof USER));
      TRUE(id_of(copy) != id_full);
      _exit(failures != 0);
    }
    int status;
    waitpid(heir, &status, 0);
    EXPECT(0, status);
    fflush(stdout);
    _exit(failures != 0);
  }
  int status;
  waitpid(child, &status, 0);
  EXPECT(0, status);
}

int main(void) {
  setbuf(stdout, 0);
  long made = CALL(CREATE_SESSION, SESSION, sizeof SESSION);
  TRUE(made > 999);
  session = (u64)made;
  full = token_of(SPEC_B, sizeof SPEC_B, session);
  id_full = id_of(full);
  payloads_are_as_written(full);
  restricted_copy();
  id_limited = id_of(limited);
  adjustments();
  descriptor();
  pair();
  checks_with_a_handle();
  two_threads();
  installed();
  EXPECT(-EBUSY, CALL(DESTROY_SESSION, session));
  long empty = CALL(CREATE_SESSION, SESSION, sizeof SESSION);
  EXPECT(0, CALL(DESTROY_SESSION, empty));
  EXPECT(-ENOENT, CALL(DESTROY_SESSION, empty));
  return report("story");
}
