package dev.tokend.authority;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Any requests in any order: each is answered, no exception gets out, and afterwards the books are balanced. */
class ServiceFuzzTest {
  @AfterAll
  static void end() throws Exception {
    Played.endOthers();
  }

  static List<byte[]> scripts() {
    return Script.all();
  }

  /** A {@link Script}. */
  @MethodSource("scripts")
  @FuzzTest
  void requests(byte[] input) throws Exception {
    Played.script(input);
  }
}
