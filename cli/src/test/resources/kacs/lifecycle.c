/* fork, clone and execve under the token rules (tokens section 10). Becomes itself again with an argument. */
#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include "specs.h"

static int full;
static char *self_path;

static u64 id_of(int fd) {
  u64 words[5];
  u32 length = sizeof words;
  EXPECT(0, query(fd, 11, words, &length));
  return words[0];
}

static int self(u32 flags) { return HANDLE(OPEN_SELF, flags, QUERY); }

static u64 own_id(u32 flags) {
  int fd = self(flags);
  u64 id = id_of(fd);
  close(fd);
  return id;
}

static int impersonation(void) {
  struct duplicate copy = {ALL_ACCESS, 2, 2, -1};
  EXPECT(0, IOCTL(full, IOC_DUPLICATE, &copy));
  return copy.fd;
}

static void joined(pid_t child) {
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT(0, status);
}

static void *not_impersonating(void *unused) {
  (void)unused;
  EXPECT(own_id(1), own_id(0));
  return 0;
}

static void *become_itself(void *argument) {
  int token = impersonation();
  EXPECT(0, IOCTL(token, IOC_IMPERSONATE, 0));
  execl(self_path, self_path, (char *)argument, (char *)0);
  return 0;
}

/* New threads and processes do not inherit an impersonation. */
static void impersonation_is_the_threads(void) {
  int token = impersonation();
  EXPECT(0, IOCTL(token, IOC_IMPERSONATE, 0));
  EXPECT(id_of(token), own_id(0));
  pthread_t thread;
  pthread_create(&thread, 0, not_impersonating, 0);
  pthread_join(thread, 0);
  pid_t child = fork();
  if (child == 0) {
    failures = checks = 0;
    EXPECT(own_id(1), own_id(0));
    EXPECT(1, query_word(self(0), 4));
    _exit(failures != 0);
  }
  joined(child);
  EXPECT(id_of(token), own_id(0));
  /* A program that is not there leaves it in place. */
  EXPECT(-ENOENT, given(execl("/nowhere/at/all", "x", (char *)0)));
  EXPECT(id_of(token), own_id(0));
  EXPECT(0, CALL(REVERT));
  EXPECT(own_id(1), own_id(0));
  close(token);
}

/* It ends when the process becomes another program, whichever thread does that. */
static void exec_reverts(void) {
  pid_t child = fork();
  if (child == 0) {
    become_itself("reverted");
    _exit(9);
  }
  joined(child);
  child = fork();
  if (child == 0) {
    int token = impersonation();
    EXPECT(0, IOCTL(token, IOC_IMPERSONATE, 0));
    pthread_t thread;
    pthread_create(&thread, 0, become_itself, "reverted");
    pthread_join(thread, 0);
    _exit(9);
  }
  joined(child);
}

/* Handles are closed then, unless the flag was cleared; the primary token stays. */
static void exec_keeps_the_primary_token(void) {
  pid_t child = fork();
  if (child == 0) {
    EXPECT(0, IOCTL(full, IOC_INSTALL, 0));
    int kept = self(1);
    fcntl(kept, F_SETFD, 0);
    char argument[32];
    snprintf(argument, sizeof argument, "kept %d %d", kept, full);
    execl(self_path, self_path, argument, (char *)0);
    _exit(9);
  }
  joined(child);
}

static int tree(int depth, u64 parent) {
  failures = checks = 0;
  u64 own = own_id(0);
  TRUE(own != parent);
  u8 user[68];
  u32 length = sizeof user;
  EXPECT(0, query(self(0), 1, user, &length));
  EXPECT(0, memcmp(USER, user, sizeof USER));
  if (depth > 0) {
    for (int i = 0; i < 2; i++) {
      pid_t child = i == 0 ? fork() : (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
      if (child == 0) {
        _exit(tree(depth - 1, own));
      }
      joined(child);
    }
  }
  return failures != 0;
}

/* Children have copies of their own, and keep what they had when they were made. */
static void children_have_copies(void) {
  pid_t child = fork();
  if (child == 0) {
    EXPECT(0, IOCTL(full, IOC_INSTALL, 0));
    u64 own = own_id(0);
    int pipes[2];
    TRUE(pipe(pipes) == 0);
    pid_t before = fork();
    if (before == 0) {
      char byte;
      failures = checks = 0;
      EXPECT(1, read(pipes[0], &byte, 1));
      /* Enabled in the parent after it forked: not here. */
      u64 words[4];
      u32 length = sizeof words;
      EXPECT(0, query(self(0), 3, words, &length));
      EXPECT(0x0000000800800000, words[1]);
      _exit(failures != 0);
    }
    struct entry entry = {19, 2};
    struct privs privs = {1, 0, (u64)(uintptr_t)&entry, 0};
    EXPECT(0, IOCTL(full, IOC_ADJUST_PRIVS, &privs));
    EXPECT(1, write(pipes[1], "x", 1));
    joined(before);
    pid_t after = fork();
    if (after == 0) {
      failures = checks = 0;
      u64 words[4];
      u32 length = sizeof words;
      EXPECT(0, query(self(0), 3, words, &length));
      EXPECT(0x0000000800880000, words[1]);
      _exit(failures != 0);
    }
    joined(after);
    pid_t grand = fork();
    if (grand == 0) {
      _exit(tree(3, own));
    }
    joined(grand);
    /* An orphan that nobody asked before is an heir, too. */
    int orphans[2];
    TRUE(pipe(orphans) == 0);
    pid_t middle = fork();
    if (middle == 0) {
      if (fork() == 0) {
        char result = 1;
        usleep(20000);
        result = (char)tree(0, own);
        _exit(write(orphans[1], &result, 1) != 1);
      }
      _exit(0);
    }
    joined(middle);
    char result = 1;
    close(orphans[1]);
    EXPECT(1, read(orphans[0], &result, 1));
    EXPECT(0, result);
    _exit(failures != 0);
  }
  joined(child);
}

int main(int count, char **arguments) {
  setbuf(stdout, 0);
  self_path = arguments[0];
  if (count > 1 && strcmp(arguments[1], "reverted") == 0) {
    EXPECT(own_id(1), own_id(0));
    return failures != 0;
  }
  if (count > 1) {
    int kept, closed;
    TRUE(sscanf(arguments[1], "kept %d %d", &kept, &closed) == 2);
    EXPECT(id_of(kept), own_id(0));
    EXPECT(-EBADF, IOCTL(closed, IOC_QUERY, 0));
    /* NEW_PROCESS_MIN is in its policy, but it is at Medium, as a file without a label is. */
    u8 level[12];
    u32 length = sizeof level;
    EXPECT(0, query(kept, 5, level, &length));
    EXPECT(0x2000, *(u16 *)(level + 8));
    return failures != 0;
  }
  u64 session = (u64)CALL(CREATE_SESSION, SESSION, sizeof SESSION);
  full = token_of(SPEC_B, sizeof SPEC_B, session);
  impersonation_is_the_threads();
  exec_reverts();
  exec_keeps_the_primary_token();
  children_have_copies();
  return report("lifecycle");
}
