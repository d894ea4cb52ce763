/* Opens its token, clears close-on-exec and becomes a command: TOKEN_FD has the number. */
#include "kacs.h"

int main(int count, char **arguments) {
  char number[16];
  int self = HANDLE(OPEN_SELF, 0, QUERY);
  if (count < 2 || failures != 0 || fcntl(self, F_SETFD, 0) != 0) {
    return 2;
  }
  snprintf(number, sizeof number, "%d", self);
  setenv("TOKEN_FD", number, 1);
  execvp(arguments[1], arguments + 1);
  return 127;
}
