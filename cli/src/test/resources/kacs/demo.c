#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

struct query { uint32_t class, size; uint64_t buffer; };

int main(void) {
  unsigned char sid[68];
  struct query user = {1, sizeof sid, (uint64_t) sid};
  int token = syscall(1000, 0, 0x8);
  if (token < 0 || ioctl(token, 0xC0104B00, &user) != 0) {
    perror("my own token");
    return 1;
  }
  for (unsigned i = 0; i < user.size; i++) {
    printf("%02x%s", sid[i], i + 1 < user.size ? " " : "\n");
  }
  return 0;
}
