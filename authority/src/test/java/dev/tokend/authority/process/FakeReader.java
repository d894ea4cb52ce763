package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.derive.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says of each process what a test wants. */
final class FakeReader implements IdentityReader {
  private final Map<Integer, IdentityReading> readings = new HashMap<>();

  /** How each process was known to have logged on, at each question. */
  final List<LogonEvidence> known = new ArrayList<>();

  void says(int pid, Person person) {
    LinuxIdentity identity = person.identity();
    says(pid, new IdentityReading.Told(identity, new RealIds(identity.uid(), identity.gid(), true)));
  }

  void says(int pid, IdentityReading reading) {
    readings.put(pid, reading);
  }

  @Override
  public IdentityReading read(int pid, LogonEvidence alreadyKnown) {
    known.add(alreadyKnown);
    return readings.getOrDefault(pid, new IdentityReading.Gone());
  }
}
