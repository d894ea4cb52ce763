/* Threads that change arguments, close and replace descriptors while they are read, and die in the middle. */
#include <pthread.h>
#include <signal.h>
#include <sched.h>
#include <time.h>

#include "specs.h"

static int full;
static volatile int stop;
static struct query shared;
static struct restriction less;
static u8 buffers[2][256];
static int changing;

static void *change_arguments(void *unused) {
  (void)unused;
  u32 turn = 0;
  while (!stop) {
    turn++;
    shared.class = turn % 26;
    shared.len = turn % 3 == 0 ? 0xFFFFFFFF : 256;
    shared.ptr = turn % 5 == 0 ? 16 : (u64)(uintptr_t)buffers[turn & 1];
    less.len = turn % 7 == 0 ? 0xFFFFFFFF : turn % 100;
    less.denies = turn % 4;
    less.flags = turn % 2;
    less.ptr = turn % 9 == 0 ? 8 : (u64)(uintptr_t)buffers[0];
  }
  return 0;
}

static void *change_descriptor(void *unused) {
  (void)unused;
  int null = open("/dev/null", O_RDONLY);
  int sockets[2];
  TRUE(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, sockets) == 0);
  while (!stop) {
    dup2(full, changing);
    dup2(null, changing);
    dup2(sockets[0], changing);
    close(changing);
  }
  return 0;
}

static void *change_memory(void *page) {
  while (!stop) {
    mprotect(page, 4096, PROT_NONE);
    mprotect(page, 4096, PROT_READ);
    mprotect(page, 4096, PROT_READ | PROT_WRITE);
    madvise(page, 4096, MADV_DONTNEED);
  }
  return 0;
}

static void run_for(int milliseconds, void *(*changer)(void *), void *argument, void (*once)(void)) {
  pthread_t thread;
  struct timespec now, end;
  stop = 0;
  pthread_create(&thread, 0, changer, argument);
  clock_gettime(CLOCK_MONOTONIC, &end);
  end.tv_sec += milliseconds / 1000;
  end.tv_nsec += milliseconds % 1000 * 1000000L;
  do {
    once();
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while (now.tv_sec < end.tv_sec || (now.tv_sec == end.tv_sec && now.tv_nsec < end.tv_nsec));
  stop = 1;
  pthread_join(thread, 0);
}

static void ask_with_changing_arguments(void) {
  long result = IOCTL(full, IOC_QUERY, &shared);
  TRUE(result == 0 || result == -EINVAL || result == -EFAULT || result == -ERANGE);
  result = IOCTL(full, IOC_RESTRICT, &less);
  TRUE(result == 0 || result == -EINVAL || result == -EFAULT);
  if (result == 0) {
    EXPECT(0, close(less.fd));
  }
}

static void ask_on_a_changing_descriptor(void) {
  u32 word = 0;
  struct query args = {4, 4, (u64)(uintptr_t)&word};
  long result = IOCTL(changing, IOC_QUERY, &args);
  TRUE(result == 0 || result == -ENOTTY || result == -EBADF);
  EXPECT(result == 0 ? 1 : 0, word);
  EXPECT(4, args.len);
}

static u8 *page;

static void ask_in_changing_memory(void) {
  struct query args = {1, 256, (u64)(uintptr_t)page};
  long result = IOCTL(full, IOC_QUERY, &args);
  TRUE(result == 0 || result == -EFAULT);
  EXPECT(28, args.len);
  result = IOCTL(full, IOC_QUERY, page);
  TRUE(result == -EINVAL || result == -EFAULT);
}

static volatile sig_atomic_t signals;

static void count_signal(int signal) {
  (void)signal;
  signals++;
}

/* A call that a signal comes to is made once, and is not cut short. */
static void interrupted(void) {
  struct sigaction action = {.sa_handler = count_signal};
  sigaction(SIGALRM, &action, 0);
  timer_t timer;
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
  timer_create(CLOCK_MONOTONIC, &event, &timer);
  struct itimerspec often = {{0, 53000}, {0, 53000}};
  timer_settime(timer, 0, &often, 0);
  u64 before[5], after[5];
  u32 length = sizeof before;
  EXPECT(0, query(full, 11, before, &length));
  int done = 0;
  for (int i = 0; i < 3000; i++) {
    struct entry entry = {4, (u32)i & 1};
    struct groups groups = {1, 0, (u64)(uintptr_t)&entry, {0}};
    long result = IOCTL(full, IOC_ADJUST_GROUPS, &groups);
    if (result == 0) {
      done++;
    } else {
      EXPECT(-EINTR, result);
    }
  }
  struct itimerspec never = {{0, 0}, {0, 0}};
  timer_settime(timer, 0, &never, 0);
  length = sizeof after;
  EXPECT(0, query(full, 11, after, &length));
  EXPECT(before[2] + (u64)done, after[2]);
  TRUE(signals > 100);
  printf("%d signals, %d of 3000 calls made\n", (int)signals, done);
}

/* Processes that are killed in the middle of a call, whatever it is at. */
static void killed(void) {
  for (int i = 0; i < 300; i++) {
    pid_t child = fork();
    if (child == 0) {
      for (;;) {
        struct duplicate copy = {QUERY, 2, 2, -1};
        IOCTL(full, IOC_DUPLICATE, &copy);
        query_word(copy.fd, 4);
        close(copy.fd);
        close((int)CALL(OPEN_SELF, 0, QUERY));
      }
    }
    usleep((useconds_t)(i * 37 % 4000));
    kill(child, SIGKILL);
    waitpid(child, 0, 0);
  }
  EXPECT(1, query_word(full, 4));
}

int main(void) {
  setbuf(stdout, 0);
  u64 session = (u64)CALL(CREATE_SESSION, SESSION, sizeof SESSION);
  full = token_of(SPEC_B, sizeof SPEC_B, session);
  changing = fcntl(full, F_DUPFD_CLOEXEC, 200);
  page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  run_for(1500, change_arguments, 0, ask_with_changing_arguments);
  run_for(1500, change_descriptor, 0, ask_on_a_changing_descriptor);
  run_for(1500, change_memory, page, ask_in_changing_memory);
  interrupted();
  killed();
  return report("racing");
}
