package dev.tokend.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.protocol.InspectRequest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenFieldTest {
  @Test
  void every_class_has_a_field_that_decodes_it() {
    for (QueryClass queryClass : QueryClass.values()) {
      assertThat(TokenField.of(queryClass).queryClass()).isEqualTo(queryClass);
    }
  }

  @Test
  void json_names_are_unique_lower_case_words() {
    Set<String> names = new HashSet<>();
    for (TokenField field : TokenField.values()) {
      assertThat(names.add(field.json())).as(field.json()).isTrue();
      assertThat(field.json()).matches("[a-z]+(_[a-z]+)*");
    }
  }

  @Test
  void all_fields_read_all_classes() {
    assertThat(Fields.all().classes()).isEqualTo(InspectRequest.ALL_CLASSES);
  }
}
