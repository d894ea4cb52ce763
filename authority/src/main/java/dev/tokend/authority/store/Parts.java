package dev.tokend.authority.store;

import dev.tokend.kacs.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parts of bodies, each once, as long as one of them has it. */
final class Parts {
  private final Map<Bytes, Counted> all = new HashMap<>();

  private static final class Counted {
    private final Bytes part;
    private int count;

    private Counted(Bytes part) {
      this.part = part;
    }
  }

  /** The same body, of the parts that are here; until it {@linkplain #leave leaves}. */
  Body join(Body body) {
    if (body.parts().isEmpty()) {
      return body;
    }
    List<Bytes> shared = new ArrayList<>(body.parts().size());
    for (Bytes part : body.parts()) {
      Counted counted = all.computeIfAbsent(part, Counted::new);
      counted.count++;
      shared.add(counted.part);
    }
    return new Body(body.own(), shared);
  }

  /** One that joined is kept no more. */
  void leave(Body body) {
    for (Bytes part : body.parts()) {
      Counted counted = all.get(part);
      if (counted != null && --counted.count == 0) {
        all.remove(part);
      }
    }
  }

  /** How many there are. */
  int count() {
    return all.size();
  }
}
