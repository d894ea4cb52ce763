/* Has the authority look at memory that nobody provides until the program's standard input is closed. */
#include <linux/userfaultfd.h>
#include <pthread.h>

#include "kacs.h"

static char *nothing;
static int self;

static void *ask(void *unused) {
  (void)unused;
  EXPECT(-EINVAL, IOCTL(self, IOC_QUERY, nothing));
  EXPECT(1, query_word(self, 4));
  return 0;
}

int main(void) {
  char byte;
  setbuf(stdout, 0);
  int faults = (int)syscall(SYS_userfaultfd, O_CLOEXEC);
  struct uffdio_api api = {.api = UFFD_API};
  if (faults < 0 || ioctl(faults, UFFDIO_API, &api) != 0) {
    puts("no userfaultfd");
    return 77;
  }
  nothing = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  struct uffdio_register range = {
      .range = {(u64)(uintptr_t)nothing, 4096}, .mode = UFFDIO_REGISTER_MODE_MISSING};
  TRUE(ioctl(faults, UFFDIO_REGISTER, &range) == 0);
  self = HANDLE(OPEN_SELF, 0, QUERY);
  pthread_t thread;
  pthread_create(&thread, 0, ask, 0);
  struct uffd_msg message;
  EXPECT(sizeof message, read(faults, &message, sizeof message));
  puts("blocked");
  while (read(0, &byte, 1) > 0) {
  }
  struct uffdio_zeropage zero = {.range = {(u64)(uintptr_t)nothing, 4096}};
  TRUE(ioctl(faults, UFFDIO_ZEROPAGE, &zero) == 0);
  pthread_join(thread, 0);
  return report("blocked");
}
