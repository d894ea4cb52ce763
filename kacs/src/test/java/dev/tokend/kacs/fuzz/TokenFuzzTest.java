package dev.tokend.kacs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.kacs.token.TokenSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Token specs, session specs and query payloads: what is read is written back to something that reads the same. */
class TokenFuzzTest {
  static List<byte[]> tokenSpecs() {
    return Seeds.tokenSpecs();
  }

  static List<byte[]> sessionSpecs() {
    return Seeds.sessionSpecs();
  }

  static List<byte[]> payloads() {
    return Seeds.payloads();
  }

  @MethodSource("tokenSpecs")
  @FuzzTest
  void tokenSpec(byte[] input) throws MalformedException {
    TokenSpec spec = Oracle.bytes(input, TokenSpec::parse);
    if (spec != null) {
      // Claims may unfold to more than a spec can hold; then there is a reason instead of bytes.
      byte[] canonical = Oracle.bytes(input, same -> spec.toByteArray());
      assertThat(spec.storedGroups()).hasSizeLessThanOrEqualTo(TokenSpec.MAX_GROUPS);
      if (canonical != null) {
        assertThat(TokenSpec.parse(canonical)).isEqualTo(spec);
      }
    }
  }

  @MethodSource("sessionSpecs")
  @FuzzTest
  void sessionSpec(byte[] input) {
    LogonSessionSpec spec = Oracle.bytes(input, LogonSessionSpec::parse);
    if (spec != null) {
      assertThat(spec.toByteArray()).isEqualTo(input);
    }
  }

  /** The first byte is the number of the query class, the rest its answer. */
  @MethodSource("payloads")
  @FuzzTest
  void queryPayload(byte[] input) throws MalformedException {
    QueryClass queryClass = input.length == 0 ? null : QueryClass.byNumber(input[0] & 0xFF);
    if (queryClass == null) {
      return;
    }
    byte[] answer = Arrays.copyOfRange(input, 1, input.length);
    QueryPayload payload = Oracle.bytes(answer, bytes -> QueryPayload.decode(queryClass, bytes));
    if (payload != null) {
      assertThat(payload.kind()).isEqualTo(queryClass.payload());
      assertThat(QueryPayload.decode(queryClass, payload.encode())).isEqualTo(payload);
      if (!(payload instanceof QueryPayload.Claims)) {
        assertThat(payload.encode()).isEqualTo(answer);
      }
    }
  }
}
