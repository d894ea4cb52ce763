package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The documentation and the code say the same. */
class ProtocolDocumentTest {
  private ProtocolDocument document;

  @BeforeEach
  void read() throws Exception {
    document = ProtocolDocument.read();
  }

  private static String descriptors(Operation operation) {
    int fewest = operation.fewestDescriptors();
    int most = operation.mostDescriptors();
    return fewest == most ? String.valueOf(most) : fewest + " or " + most;
  }

  @Test
  void the_table_of_operations_is_the_one_of_the_code() {
    List<List<String>> documented = new ArrayList<>();
    for (List<String> row : document.table("## Operations")) {
      documented.add(row.subList(0, 4));
    }
    List<Operation> operations = new ArrayList<>(List.of(Operation.values()));
    operations.sort(Comparator.comparingInt(Operation::code));
    List<List<String>> coded = new ArrayList<>();
    for (Operation operation : operations) {
      coded.add(
          List.of(
              String.valueOf(operation.code()),
              operation.word(),
              descriptors(operation),
              String.valueOf(operation.maxPayload())));
    }

    assertThat(documented).containsExactlyElementsOf(coded);
  }

  @Test
  void an_operation_is_found_by_its_number_alone() {
    for (Operation operation : Operation.values()) {
      assertThat(Operation.byCode(operation.code())).isSameAs(operation);
      assertThat(operation.code()).isBetween(1, 0xFFFF);
    }
    assertThat(Operation.byCode(0)).isNull();
    assertThat(Operation.byCode(-1)).isNull();
    assertThat(Operation.byCode(65536 + 1)).isNull();
  }

  @Test
  void system_calls_and_token_requests_are_described_by_their_numbers() {
    for (List<String> row : document.table("## Operations")) {
      int code = Integer.parseInt(row.get(0));
      String rule = row.get(4);
      if (code >= 0x4B00) {
        assertThat(rule).isEqualTo("KACS ioctl 'K', " + (code & 0xFF));
      } else if (code >= 1000) {
        assertThat(rule).startsWith("KACS syscall " + code);
      } else {
        assertThat(rule).isEqualTo("below");
        assertThat(document.text()).contains(row.get(1));
      }
    }
  }

  @Test
  void each_field_of_a_table_begins_where_the_last_one_ends() {
    assertThat(sizeOf("## Frames")).isEqualTo(FrameHeader.SIZE);
    assertThat(sizeOf("### inspect"))
        .isEqualTo(Operation.INSPECT.maxPayload())
        .isEqualTo(new InspectRequest(new Target.Self(), 0, 0, false).encode().length);
    assertThat(sizeOf("## Failures")).isEqualTo(16);
  }

  private int sizeOf(String heading) {
    int end = 0;
    for (List<String> row : document.table(heading)) {
      if (row.get(1).contains("+")) {
        return end;
      }
      assertThat(Integer.parseInt(row.get(0))).as(heading + " " + row.get(2)).isEqualTo(end);
      end += Integer.parseInt(row.get(1));
    }
    return end;
  }

  @Test
  void the_bounds_are_those_of_the_code() {
    assertThat(document.text())
        .contains("at most " + FrameHeader.MAX_REPLY + " in an answer")
        .contains("`u32` count (at most " + NamesRequest.MAX_SIDS + ")")
        .contains("A frame is a header of " + FrameHeader.SIZE + " bytes");
  }
}
