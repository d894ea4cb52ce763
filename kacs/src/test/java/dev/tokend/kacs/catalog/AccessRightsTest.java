package dev.tokend.kacs.catalog;

import static dev.tokend.kacs.catalog.Table.number;
import static dev.tokend.kacs.catalog.Table.orNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessRightsTest {
  @Test
  void has_every_row_of_the_table() {
    List<Right> expected = new ArrayList<>();
    for (Map<String, String> row : Table.rows("access-rights")) {
      expected.add(new Right(number(row, "value_hex"), row.get("name"), orNull(row.get("sddl_mnemonic")),
          row.get("description"), row.get("description").startsWith("Composite")));
    }
    List<Right> actual = new ArrayList<>(AccessRights.common());
    for (ObjectType type : ObjectType.values()) {
      actual.addAll(AccessRights.of(type));
    }
    actual.addAll(AccessRights.mandatoryLabelOfWindows());
    actual.addAll(AccessRights.mandatoryLabel());

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void has_every_generic_mapping() {
    Map<String, Map<String, String>> mappings = new java.util.HashMap<>();
    for (Map<String, String> row : Table.rows("generic-mappings")) {
      mappings.put(row.get("object_type"), row);
    }
    for (ObjectType type : ObjectType.values()) {
      Map<String, String> row = mappings.remove(type.label());
      assertThat(type.hasGenericMapping()).as(type.label()).isEqualTo(row != null);
      assertThat(type.genericRead()).isEqualTo(row == null ? 0 : number(row, "generic_read"));
      assertThat(type.genericWrite()).isEqualTo(row == null ? 0 : number(row, "generic_write"));
      assertThat(type.genericExecute()).isEqualTo(row == null ? 0 : number(row, "generic_execute"));
      assertThat(type.genericAll()).isEqualTo(row == null ? 0 : number(row, "generic_all"));
      assertThat(ObjectType.byName(type.label().toUpperCase(Locale.ROOT))).isSameAs(type);
    }
    assertThat(mappings).isEmpty();
  }

  @Test
  void every_right_is_found_by_name_and_code_in_any_case() {
    for (ObjectType type : ObjectType.values()) {
      List<Right> rights = new ArrayList<>(AccessRights.of(type));
      rights.addAll(AccessRights.common());
      for (Right right : rights) {
        assertThat(AccessRights.byName(type, right.name().toLowerCase(Locale.ROOT))).as(right.name())
            .isEqualTo(right.mask());
        if (right.sddl() != null) {
          assertThat(AccessRights.byName(type, right.sddl().toLowerCase(Locale.ROOT))).as(right.sddl())
              .isEqualTo(right.mask());
        }
      }
    }
  }

  @Test
  void a_name_means_what_its_type_says() {
    assertThat(AccessRights.byName(ObjectType.SERVICE, "SERVICE_START")).isEqualTo(0x10);
    assertThat(AccessRights.byName(ObjectType.PEINIT_SERVICE, "SERVICE_START")).isEqualTo(0x2);
    assertThat(AccessRights.byName(ObjectType.TOKEN, "FILE_READ_DATA")).isNull();
    assertThat(AccessRights.byName(ObjectType.TOKEN, "")).isNull();
    assertThat(AccessRights.byName(ObjectType.TOKEN, "CR")).isEqualTo(0x100);
    assertThat(AccessRights.byName(ObjectType.DIRECTORY, "FA")).isEqualTo(0x001F_01FF);
    assertThat(AccessRights.byName(ObjectType.DIRECTORY, "file_generic_read")).isEqualTo(0x0012_0089);
    assertThat(AccessRights.byName(ObjectType.DIRECTORY, "FILE_READ_DATA")).isNull();
  }

  @Test
  void a_mask_is_named_bit_by_bit_and_nothing_is_left_out() {
    assertThat(AccessRights.names(ObjectType.TOKEN, 0x0002_0008)).containsExactly("TOKEN_QUERY", "READ_CONTROL");
    assertThat(AccessRights.names(ObjectType.TOKEN, 0)).isEmpty();
    assertThat(AccessRights.names(ObjectType.TOKEN, 0x8300_8000))
        .containsExactly("ACCESS_SYSTEM_SECURITY", "MAXIMUM_ALLOWED", "GENERIC_READ", "0x8000");
    for (ObjectType type : ObjectType.values()) {
      for (int bit = 0; bit < 32; bit++) {
        List<String> names = AccessRights.names(type, 1 << bit);
        assertThat(names).hasSize(1);
        Integer mask = names.get(0).startsWith("0x")
            ? Integer.valueOf(Integer.parseUnsignedInt(names.get(0).substring(2), 16))
            : AccessRights.byName(type, names.get(0));
        assertThat(mask).isEqualTo(1 << bit);
      }
    }
  }

  @Test
  void label_bits_of_kacs_and_windows_are_kept_apart() {
    assertThat(AccessRights.mandatoryLabel()).extracting(Right::name).startsWith("SYSTEM_MANDATORY_LABEL_NO_READ_UP");
    assertThat(AccessRights.mandatoryLabelOfWindows()).extracting(Right::name)
        .startsWith("SYSTEM_MANDATORY_LABEL_NO_WRITE_UP");
  }
}
