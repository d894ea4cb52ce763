package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.access.naive.CaseJson;
import dev.tokend.kacs.access.naive.NaiveCase;
import dev.tokend.kacs.access.naive.NaiveCheck;
import dev.tokend.kacs.access.naive.NaiveResult;
import dev.tokend.kacs.access.naive.RandomCases;
import org.junit.jupiter.api.Test;

/** The line that a disagreement prints can be read back as a test vector. */
class VectorLineTest {
  @Test
  void a_printed_case_is_a_vector_with_the_same_result() {
    Generator.cases(2_000, random -> {
      NaiveCase c = RandomCases.next(random);
      NaiveResult expected = NaiveCheck.check(c);
      VectorCase vector = new VectorCase(CaseJson.line(c, expected));
      assertThat(EngineCase.result(AccessCheck.check(vector.request()))).isEqualTo(expected);
    });
  }
}
