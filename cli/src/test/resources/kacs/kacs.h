/* The KACS interface as formats.md sections 11 and 12 have it, by raw system calls, and what the tests share. */
#ifndef KACS_H
#define KACS_H

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;

#define OPEN_SELF 1000
#define OPEN_PROCESS 1001
#define OPEN_THREAD 1002
#define CREATE_TOKEN 1003
#define CREATE_SESSION 1004
#define DESTROY_SESSION 1006
#define OPEN_PEER 1010
#define IMPERSONATE_PEER 1011
#define REVERT 1012
#define SET_LEVEL 1013
#define GET_SD 1021
#define SET_SD 1022
#define ACCESS_CHECK 1023
#define ACCESS_CHECK_LIST 1024

#define IOC_QUERY 0xC0104B00u
#define IOC_ADJUST_PRIVS 0x40184B01u
#define IOC_DUPLICATE 0xC0104B02u
#define IOC_INSTALL 0x00004B03u
#define IOC_RESTRICT 0xC0284B04u
#define IOC_LINK 0x40104B05u
#define IOC_GET_LINKED 0xC0044B06u
#define IOC_ADJUST_GROUPS 0x40904B07u
#define IOC_IMPERSONATE 0x00004B08u
#define IOC_ADJUST_DEFAULT 0x40104B09u
#define IOC_ADJUST_SCOPE 0x40044B0Au

struct query { u32 class, len; u64 ptr; };
struct privs { u32 count, pad; u64 ptr; u64 previous; };
struct entry { u32 number, state; };
struct groups { u32 count, pad; u64 ptr; u64 previous[16]; };
struct defaults { u64 dacl; u32 len; u16 owner, group; };
struct duplicate { u32 mask, type, level; int fd; };
struct restriction { u64 privs; u32 denies, sids, len, flags; u64 ptr; int fd; u32 pad; };
struct linking { int elevated, filtered; u64 session; };
struct linked { int fd; };

/* kacs_access_check_args and what goes with it. */
struct check {
  u32 size;
  int fd;
  u64 sd;
  u32 sd_len, desired, mapping[4];
  u64 self;
  u32 self_len, intent;
  u64 tree;
  u32 tree_count, pad0;
  u64 claims;
  u32 claims_len, pad1;
  u64 granted;
  u32 pip_type, pip_trust;
  u64 context;
  u32 context_len, pad2;
  u64 later, staged;
};
struct object_type { u16 level, reserved; u8 guid[16]; };
struct node { u32 granted; int status; };

_Static_assert(sizeof(struct check) == 136, "access_check_args");
_Static_assert(sizeof(struct query) == 16, "query_args");
_Static_assert(sizeof(struct privs) == 24, "adjust_privs_args");
_Static_assert(sizeof(struct groups) == 144, "adjust_groups_args");
_Static_assert(sizeof(struct defaults) == 16, "adjust_default_args");
_Static_assert(sizeof(struct duplicate) == 16, "duplicate_args");
_Static_assert(sizeof(struct restriction) == 40, "restrict_args");
_Static_assert(sizeof(struct linking) == 16, "link_tokens_args");

#define QUERY 0x8u
#define ALL_ACCESS 0xF01FFu
#define MAXIMUM_ALLOWED 0x2000000u

static int failures;
static int checks;

/* What a call gave: its result, or its errno with a minus sign. */
static inline long given(long result) { return result < 0 ? -errno : result; }

#define CALL(...) given(syscall(__VA_ARGS__))
#define IOCTL(fd, request, argument) given(syscall(SYS_ioctl, fd, request, argument))

#define EXPECT(expected, expression)                                                             \
  do {                                                                                           \
    long is_ = (long)(expression), should_ = (long)(expected);                                   \
    checks++;                                                                                    \
    if (is_ != should_) {                                                                        \
      failures++;                                                                                \
      printf("%s:%d: %s is %ld and not %ld\n", __FILE__, __LINE__, #expression, is_, should_);   \
    }                                                                                            \
  } while (0)

#define TRUE(expression)                                                                         \
  do {                                                                                           \
    checks++;                                                                                    \
    if (!(expression)) {                                                                         \
      failures++;                                                                                \
      printf("%s:%d: not so: %s (errno %d)\n", __FILE__, __LINE__, #expression, errno);          \
    }                                                                                            \
  } while (0)

/* A new descriptor, close-on-exec as every handle is. */
static inline int handle_of(long result, int line) {
  checks++;
  if (result < 0) {
    failures++;
    printf("line %d: no handle, errno %ld\n", line, -result);
    return -1;
  }
  if ((fcntl((int)result, F_GETFD) & FD_CLOEXEC) == 0) {
    failures++;
    printf("line %d: the handle is not close-on-exec\n", line);
  }
  return (int)result;
}

#define HANDLE(...) handle_of(CALL(__VA_ARGS__), __LINE__)

static inline long query(int fd, u32 class, void *buffer, u32 *length) {
  struct query args = {class, *length, (u64)(uintptr_t)buffer};
  long result = IOCTL(fd, IOC_QUERY, &args);
  *length = args.len;
  return result;
}

static inline u32 query_word(int fd, u32 class) {
  u32 word = 0, length = 4;
  EXPECT(0, query(fd, class, &word, &length));
  EXPECT(4, length);
  return word;
}

static inline int report(const char *name) {
  printf("%s: %d checks, %d failures\n", name, checks, failures);
  return failures != 0 || checks == 0;
}

#endif
