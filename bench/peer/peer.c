/*
 * The exchange of an authority with a client that keeps its connection, between two small C programs: a Unix stream
 * socket whose messages carry the sender's credentials, an epoll loop at one end, one request at a time at the other.
 * Nothing is decided and nothing is looked up: this is what the machine takes.
 *
 *   peer server SOCKET
 *   peer client SOCKET inspect|query COUNT    query passes a descriptor along with each request, as a handle is passed
 *
 * The client prints exchanges a second, and the 50th and 99th of a hundred durations in nanoseconds.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST = 48, REPLY = 64 };

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static struct sockaddr_un at(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  return address;
}

static void answer(int socket, int epoll) {
  char bytes[4096], control[CMSG_SPACE(sizeof(struct ucred)) + CMSG_SPACE(sizeof(int))];
  struct iovec part = {bytes, sizeof bytes};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  ssize_t count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  if (count <= 0) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, socket, NULL);
    close(socket);
    return;
  }
  for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c != NULL; c = CMSG_NXTHDR(&message, c)) {
    if (c->cmsg_type == SCM_RIGHTS) {
      /* Whose handle it is: its cookie, as the authority asks for it. */
      int descriptor;
      unsigned long long cookie;
      socklen_t size = sizeof cookie;
      memcpy(&descriptor, CMSG_DATA(c), sizeof descriptor);
      getsockopt(descriptor, SOL_SOCKET, SO_COOKIE, &cookie, &size);
      close(descriptor);
    }
  }
  if (send(socket, bytes, REPLY, MSG_NOSIGNAL) != REPLY) fail("send");
}

static void serve(const char *path) {
  struct sockaddr_un address = at(path);
  int on = 1, listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), epoll = epoll_create1(EPOLL_CLOEXEC);
  setsockopt(listener, SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 16) != 0) fail(path);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  puts("ready");
  fflush(stdout);
  for (;;) {
    if (epoll_wait(epoll, &event, 1, -1) != 1) continue;
    if (event.data.fd != listener) {
      answer(event.data.fd, epoll);
      continue;
    }
    event.data.fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    event.events = EPOLLIN;
    epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event);
  }
}

static void exchange(int socket, int descriptor) {
  char bytes[REPLY] = {0}, control[CMSG_SPACE(sizeof(int))];
  struct iovec part = {bytes, REQUEST};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (descriptor >= 0) {
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    struct cmsghdr *c = CMSG_FIRSTHDR(&message);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(c), &descriptor, sizeof descriptor);
  }
  if (sendmsg(socket, &message, 0) != REQUEST) fail("sendmsg");
  /* All of it at once, as the client in Java takes it. */
  if (recv(socket, bytes, REPLY, 0) != REPLY) fail("recv");
}

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int order(const void *a, const void *b) {
  long long x = *(const long long *)a, y = *(const long long *)b;
  return x < y ? -1 : x > y;
}

static int measure(const char *path, int passes, int count) {
  struct sockaddr_un address = at(path);
  int pair[2], server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(server, (struct sockaddr *)&address, sizeof address) != 0) fail(path);
  if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0) fail("socketpair");
  int descriptor = passes ? pair[0] : -1;
  long long *durations = malloc(count * sizeof *durations);
  for (int i = 0; i < count; i++) exchange(server, descriptor);
  long long begin = now(), last = begin;
  for (int i = 0; i < count; i++) {
    exchange(server, descriptor);
    long long t = now();
    durations[i] = t - last;
    last = t;
  }
  qsort(durations, count, sizeof *durations, order);
  printf("%lld %lld %lld\n", count * 1000000000LL / (last - begin), durations[count / 2], durations[count / 100 * 99]);
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 3 && strcmp(argv[1], "server") == 0) serve(argv[2]);
  if (argc == 5 && strcmp(argv[1], "client") == 0)
    return measure(argv[2], strcmp(argv[3], "query") == 0, atoi(argv[4]));
  fputs("usage: peer server SOCKET | peer client SOCKET inspect|query COUNT\n", stderr);
  return 1;
}
