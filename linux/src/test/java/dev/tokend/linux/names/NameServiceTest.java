package dev.tokend.linux.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.linux.DescriptorLeaks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DescriptorLeaks.class)
class NameServiceTest {
  /** No system gives these out: (uid_t) -2 upwards are reserved. */
  private static final int NOBODYS_ID = -3;

  @Test
  void every_user_of_the_local_file_is_found_by_id_and_by_name() throws Exception {
    for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
      String[] field = line.split(":", -1);
      if (field.length != 7) {
        continue;
      }
      Account expected = new Account(
          field[0],
          Integer.parseUnsignedInt(field[2]),
          Integer.parseUnsignedInt(field[3]),
          field[4],
          field[5],
          field[6]);
      assertThat(NameService.userByName(field[0])).isEqualTo(expected);
      Account byId = NameService.userById(expected.uid());
      assertThat(byId).isNotNull();
      assertThat(byId.uid()).isEqualTo(expected.uid());
    }
  }

  @Test
  void every_group_of_the_local_file_is_found_with_its_members() throws Exception {
    for (String line : Files.readAllLines(Path.of("/etc/group"))) {
      String[] field = line.split(":", -1);
      if (field.length != 4) {
        continue;
      }
      List<String> members = field[3].isEmpty() ? List.of() : List.of(field[3].split(","));
      Group expected = new Group(field[0], Integer.parseUnsignedInt(field[2]), members);
      assertThat(NameService.groupByName(field[0])).isEqualTo(expected);
      assertThat(NameService.groupById(expected.gid())).isNotNull();
    }
  }

  @Test
  void root_is_root() throws Exception {
    Account root = NameService.userById(0);
    assertThat(root).isNotNull();
    assertThat(root.name()).isEqualTo("root");
    assertThat(root.home()).isEqualTo("/root");
    assertThat(NameService.groupById(0)).extracting(Group::name).isEqualTo("root");
  }

  @Test
  void an_unknown_one_is_null_and_no_error() throws Exception {
    assertThat(NameService.userById(NOBODYS_ID)).isNull();
    assertThat(NameService.groupById(NOBODYS_ID)).isNull();
    assertThat(NameService.userByName("no such user")).isNull();
    assertThat(NameService.groupByName("no such group")).isNull();
    assertThat(NameService.userByName("root\0")).isNull();
    assertThat(NameService.userByName("")).isNull();
    assertThat(NameService.userByName("x".repeat(100_000))).isNull();
  }

  @Test
  void the_groups_of_a_user_begin_with_the_primary_one() throws Exception {
    assertThat(NameService.groupIdsOf("root", 0)).contains(0);
    assertThat(NameService.groupNamesOf("root", 0)).startsWith("root");
    assertThat(NameService.groupIdsOf("no such user", NOBODYS_ID)).containsExactly(NOBODYS_ID);
    assertThat(NameService.groupNamesOf("no such user", NOBODYS_ID)).isEmpty();
    for (String line : Files.readAllLines(Path.of("/etc/group"))) {
      String[] field = line.split(":", -1);
      if (field.length == 4 && !field[3].isEmpty()) {
        for (String member : field[3].split(",")) {
          assertThat(NameService.groupIdsOf(member, NOBODYS_ID))
              .contains(Integer.parseUnsignedInt(field[2]), NOBODYS_ID);
        }
      }
    }
  }
}
