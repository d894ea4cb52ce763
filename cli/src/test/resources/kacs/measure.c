/* What calls cost, in nanoseconds: median and 99th percentile of so many. The calls of KACS only where they are served. */
#include <time.h>

#include "kacs.h"

#define ROUNDS 20000

static long times[ROUNDS];

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  long first = *(const long *)a, second = *(const long *)b;
  return first < second ? -1 : first > second;
}

#define MEASURE(name, batch, ...)                                                    \
  do {                                                                                     \
    for (int i = 0; i < ROUNDS; i++) {                                                     \
      long begin = now();                                                                  \
      for (int n = 0; n < batch; n++) {                                                    \
        __VA_ARGS__;                                                                       \
      }                                                                                    \
      times[i] = (now() - begin) / batch;                                                  \
    }                                                                                      \
    qsort(times, ROUNDS, sizeof times[0], ascending);                                      \
    printf("%-34s %9ld %9ld\n", name, times[ROUNDS / 2], times[ROUNDS / 100 * 99]);        \
  } while (0)

int main(void) {
  u8 buffer[512];
  int bytes = 0;
  int pipes[2];
  if (pipe(pipes) != 0) {
    return 1;
  }
  MEASURE("getppid", 100, syscall(SYS_getppid));
  MEASURE("ioctl FIONREAD on a pipe", 100, ioctl(pipes[0], 0x541B, &bytes));
  MEASURE("read of /dev/zero, 512 bytes", 20, {
    static int zero = 0;
    if (zero == 0) zero = open("/dev/zero", O_RDONLY);
    if (read(zero, buffer, sizeof buffer) < 0) return 1;
  });
  long self = CALL(OPEN_SELF, 0, QUERY | 2);
  if (self < 0) {
    return 0;
  }
  MEASURE("ioctl of type K on a pipe", 1, ioctl(pipes[0], 0x4B33, 0));
  MEASURE("revert", 1, syscall(REVERT));
  MEASURE("open_self, and close", 1, close((int)syscall(OPEN_SELF, 0, QUERY)));
  struct query args = {0};
  MEASURE("query of the user", 1, {
    args = (struct query){1, sizeof buffer, (u64)(uintptr_t)buffer};
    ioctl((int)self, IOC_QUERY, &args);
  });
  struct duplicate copy;
  MEASURE("duplicate, and close", 1, {
    copy = (struct duplicate){QUERY, 2, 2, -1};
    ioctl((int)self, IOC_DUPLICATE, &copy);
    close(copy.fd);
  });
  return 0;
}
