/* A server that acts as who connected to it, and a client that says how far it may go; for any user. */
#include "kacs.h"

static u64 id_of(int fd) {
  u64 words[5];
  u32 length = sizeof words;
  EXPECT(0, query(fd, 11, words, &length));
  return words[0];
}

static struct sockaddr_un address(void) {
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  snprintf(name.sun_path + 1, sizeof name.sun_path - 1, "kacs-peer-%d", (int)getpid());
  return name;
}

int main(void) {
  setbuf(stdout, 0);
  struct sockaddr_un name = address();
  int listener = socket(AF_UNIX, SOCK_SEQPACKET, 0);
  TRUE(bind(listener, (struct sockaddr *)&name, sizeof name) == 0);
  TRUE(listen(listener, 8) == 0);
  for (int level = 1; level <= 2; level++) {
    int ready[2];
    TRUE(pipe(ready) == 0);
    pid_t client = fork();
    if (client == 0) {
      char byte;
      failures = checks = 0;
      int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);
      EXPECT(0, CALL(SET_LEVEL, fd, level));
      EXPECT(0, connect(fd, (struct sockaddr *)&name, sizeof name));
      EXPECT(-EACCES, CALL(SET_LEVEL, fd, level));
      EXPECT(0, read(fd, &byte, 1));
      _exit(failures != 0);
    }
    int peer = accept(listener, 0, 0);
    int token = HANDLE(OPEN_PEER, peer);
    EXPECT(2, query_word(token, 4));
    EXPECT(level, query_word(token, 21));
    struct duplicate copy = {QUERY, 2, 1, -1};
    EXPECT(-EACCES, IOCTL(token, IOC_DUPLICATE, &copy));
    int self = HANDLE(OPEN_SELF, 0, QUERY);
    u64 own = id_of(self);
    close(self);
    EXPECT(level, CALL(IMPERSONATE_PEER, peer));
    self = (int)CALL(OPEN_SELF, 0, QUERY);
    if (level == 1) {
      /* What may only be looked at is refused every access, also to itself. */
      EXPECT(-EACCES, self);
    } else {
      EXPECT(id_of(token), id_of(self));
      close(self);
    }
    EXPECT(0, CALL(REVERT));
    EXPECT(0, IOCTL(token, IOC_IMPERSONATE, 0));
    EXPECT(0, CALL(REVERT));
    self = HANDLE(OPEN_SELF, 0, QUERY);
    EXPECT(own, id_of(self));
    close(self);
    close(token);
    close(peer);
    int status = -1;
    waitpid(client, &status, 0);
    EXPECT(0, status);
    close(ready[0]);
    close(ready[1]);
  }
  return report("peer");
}
