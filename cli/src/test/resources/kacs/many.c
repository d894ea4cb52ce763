/* As many processes at once as the argument says, each with threads of its own that act as different tokens. */
#include <pthread.h>

#include "specs.h"

#define THREADS 2
#define ROUNDS 3

static int full;

static void *act(void *unused) {
  (void)unused;
  for (int round = 0; round < ROUNDS; round++) {
    struct duplicate copy = {ALL_ACCESS, 2, 2, -1};
    EXPECT(0, IOCTL(full, IOC_DUPLICATE, &copy));
    EXPECT(0, IOCTL(copy.fd, IOC_IMPERSONATE, 0));
    u64 asked[5], own[5];
    u32 length = sizeof asked;
    EXPECT(0, query(copy.fd, 11, asked, &length));
    int self = HANDLE(OPEN_SELF, 0, QUERY);
    EXPECT(0, query(self, 11, own, &length));
    EXPECT(asked[0], own[0]);
    EXPECT(0, CALL(REVERT));
    close(self);
    close(copy.fd);
  }
  return 0;
}

int main(int count, char **arguments) {
  int processes = count > 1 ? atoi(arguments[1]) : 100;
  int begin[2];
  setbuf(stdout, 0);
  TRUE(pipe(begin) == 0);
  u64 session = (u64)CALL(CREATE_SESSION, SESSION, sizeof SESSION);
  full = token_of(SPEC_B, sizeof SPEC_B, session);
  for (int i = 0; i < processes; i++) {
    if (fork() == 0) {
      char byte;
      close(begin[1]);
      failures = checks = 0;
      if (read(begin[0], &byte, 1) != 0) {
        _exit(2);
      }
      pthread_t threads[THREADS];
      for (int t = 0; t < THREADS; t++) {
        pthread_create(&threads[t], 0, act, 0);
      }
      for (int t = 0; t < THREADS; t++) {
        pthread_join(threads[t], 0);
      }
      _exit(failures != 0 || checks == 0);
    }
  }
  close(begin[1]);
  for (int i = 0; i < processes; i++) {
    int status = -1;
    wait(&status);
    EXPECT(0, status);
  }
  return report("many");
}
