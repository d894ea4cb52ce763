package dev.tokend.authority.connection;

/** What is held for one connection, as its uid's account has it. */
final class Holding {

  /** Fewer bytes do not count: a uid has not so many connections. */
  private static final int SMALL = 4096;

  private final Service service;
  private long counted;

  /** Nothing is held. */
  Holding(Service service) {
    this.service = service;
  }

  /** So many bytes are held now; false if that is too much, and then what was counted stays. */
  boolean becomes(Connection connection, long bytes) {
    long now = bytes < SMALL ? 0 : bytes;
    if (now > counted && !service.mayHold(connection, now - counted)) {
      return false;
    }
    count(connection, now);
    return true;
  }

  /** Nothing is held any more. */
  void end(Connection connection) {
    count(connection, 0);
  }

  private void count(Connection connection, long now) {
    if (now != counted) {
      service.holds(connection, now - counted);
      counted = now;
    }
  }
}
