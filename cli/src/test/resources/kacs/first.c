#include "kacs.h"

int main(void) {
  int self = HANDLE(OPEN_SELF, 0, QUERY | 2);
  u8 user[68];
  u32 length = sizeof user;
  EXPECT(0, query(self, 1, user, &length));
  TRUE(length >= 8 && user[0] == 1);
  EXPECT(1, query_word(self, 4));
  struct duplicate copy = {QUERY, 2, 1, -1};
  EXPECT(0, IOCTL(self, IOC_DUPLICATE, &copy));
  EXPECT(2, query_word(copy.fd, 4));
  EXPECT(-ENOTTY, IOCTL(0, IOC_INSTALL, 0));
  EXPECT(-ENOSYS, CALL(1007));
  EXPECT(-ENOTTY, IOCTL(self, 0x00004B33u, 0));
  return report("first");
}
