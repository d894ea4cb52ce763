package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.sd.AccessMask;
import org.junit.jupiter.api.Test;

class GenericMappingTest {
  @Test
  void every_constant_is_that_of_the_catalogue() {
    for (ObjectType type : ObjectType.values()) {
      GenericMapping constant = switch (type) {
        case TOKEN -> GenericMapping.TOKEN;
        case PROCESS -> GenericMapping.PROCESS;
        case FILE, DIRECTORY -> GenericMapping.FILE;
        case REGISTRY -> GenericMapping.REGISTRY;
        case IPC -> GenericMapping.IPC;
        case SERVICE -> GenericMapping.SERVICE;
        case DIRECTORY_SERVICE -> GenericMapping.DIRECTORY_SERVICE;
        case PEINIT_SERVICE -> null;
      };
      assertThat(constant != null).isEqualTo(type.hasGenericMapping());
      if (constant != null) {
        assertThat(constant).as(type.label()).isEqualTo(new GenericMapping(
            type.genericRead(), type.genericWrite(), type.genericExecute(), type.genericAll()));
      }
    }
  }

  @Test
  void generic_bits_are_replaced_and_all_others_stay() {
    Generator.cases(1_000, random -> {
      int mask = random.nextInt();
      int mapped = GenericMapping.TOKEN.map(mask);
      assertThat(mapped & AccessMask.GENERIC).isZero();
      assertThat(mapped & mask).isEqualTo(mask & ~AccessMask.GENERIC);
      assertThat(GenericMapping.TOKEN.map(mapped)).isEqualTo(mapped);
    });
    assertThat(GenericMapping.FILE.map(AccessMask.GENERIC_READ | AccessMask.GENERIC_EXECUTE)).isEqualTo(0x001200A9);
  }
}
