/* Uses a handle that was inherited from an ordinary client: its number is the argument. */
#include "kacs.h"

int main(int count, char **arguments) {
  int fd = count > 1 ? atoi(arguments[1]) : atoi(getenv("TOKEN_FD"));
  u8 user[68];
  u32 length = sizeof user;
  EXPECT(0, query(fd, 1, user, &length));
  for (u32 i = 0; i < length; i++) {
    printf("%02x", user[i]);
  }
  putchar('\n');
  return failures != 0;
}
