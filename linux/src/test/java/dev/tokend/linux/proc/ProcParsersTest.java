package dev.tokend.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.linux.process.IdSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProcParsersTest {
  private static final String STATUS = """
      Name:\tsshd-session\\n x
      Umask:\t0022
      State:\tS (sleeping)
      Tgid:\t814
      Ngid:\t0
      Pid:\t815
      PPid:\t1
      TracerPid:\t0
      Uid:\t1000\t1001\t1002\t4294967294
      Gid:\t2000\t2001\t2002\t2003
      FDSize:\t128
      Groups:\t4 27 4294967294\s
      NStgid:\t814
      NSpid:\t814\t3
      Threads:\t7
      CapInh:\t0000000000000001
      CapPrm:\t000001ffffffffff
      CapEff:\t8000000000200000
      CapBnd:\tffffffffffffffff
      CapAmb:\t0000000000000400
      NoNewPrivs:\t1
      Seccomp:\t2
      Seccomp_filters:\t1
      """;
  private static final String STAT =
      "4711 (a) b (x\n) 7) S 1 4712 4713 34816 4714 4194560 1 2 3 4 5 6 7 8 20 0 1 0 9876543210 1 18446744073709551615";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void every_field_of_status_is_read() throws Exception {
    assertThat(ProcStatus.parse(bytes(STATUS))).isEqualTo(new ProcStatus(
        "sshd-session\\n x",
        815,
        814,
        1,
        new IdSet(1000, 1001, 1002, -2),
        new IdSet(2000, 2001, 2002, 2003),
        List.of(4, 27, -2),
        List.of(814, 3),
        new CapabilitySets(1, 0x1ffffffffffL, 0x8000000000200000L, -1L, 0x400),
        true,
        2,
        7));
  }

  @Test
  void a_capability_is_a_bit_of_the_effective_set() throws Exception {
    CapabilitySets sets = ProcStatus.parse(bytes(STATUS)).capabilities();
    assertThat(sets.isEffective(21)).isTrue();
    assertThat(sets.isEffective(63)).isTrue();
    assertThat(sets.isEffective(20)).isFalse();
    assertThat(sets.isEffective(64)).isFalse();
    assertThat(sets.isEffective(-1)).isFalse();
  }

  @Test
  void what_old_kernels_do_not_write_has_its_neutral_value() throws Exception {
    String old = STATUS.replaceAll("(?m)^(NSpid|CapAmb|NoNewPrivs|Seccomp|Threads|Groups):.*\n", "");
    ProcStatus status = ProcStatus.parse(bytes(old));
    assertThat(status.groups()).isEmpty();
    assertThat(status.namespacePids()).isEmpty();
    assertThat(status.capabilities().ambient()).isZero();
    assertThat(status.noNewPrivileges()).isFalse();
    assertThat(status.seccomp()).isZero();
    assertThat(status.threads()).isZero();
  }

  @Test
  void a_missing_field_that_every_kernel_writes_is_named() {
    for (String field : new String[] {
      "Name", "Pid", "Tgid", "PPid", "Uid", "Gid", "CapInh", "CapPrm", "CapEff", "CapBnd"
    }) {
      String without = STATUS.replaceAll("(?m)^" + field + ":.*\n", "");
      assertThatThrownBy(() -> ProcStatus.parse(bytes(without)))
          .isInstanceOf(ProcFormatException.class)
          .hasMessageContaining("no field " + field + " at offset " + bytes(without).length);
    }
  }

  @Test
  void a_malformed_field_is_refused_with_its_offset() {
    assertThatExceptionOfType(ProcFormatException.class)
        .isThrownBy(() -> ProcStatus.parse(bytes("Tgid:\t8x\nPid:\tx")))
        .withMessage("status: no decimal number at offset 14")
        .satisfies(e -> assertThat(e.offset()).isEqualTo(14));
    for (String bad : new String[] {
      "Uid:\t1\t2\t3", "Uid:\t1\t2\t3\t4294967296", "Uid:\t1\t2\t3\t-1", "Tgid:\t2147483648", "CapEff:\tx",
      "CapEff:\t10000000000000000", "Groups:\t1 two", "Groups:\t1 4294967296", "no colon"
    }) {
      assertThatThrownBy(() -> ProcStatus.parse(bytes(STATUS + bad))).as(bad).isInstanceOf(ProcFormatException.class);
    }
  }

  @Test
  void a_command_may_contain_what_ends_it() throws Exception {
    assertThat(ProcStat.parse(bytes(STAT)))
        .isEqualTo(new ProcStat(4711, "a) b (x\n) 7", 'S', 1, 4712, 4713, 34816, 9876543210L));
  }

  @Test
  void stat_without_its_parts_is_refused() {
    for (String bad : new String[] {
      "", "1", "1 (", "1 (a", "1 a) S 1 1 1 0", "x (a) S", "1 x(a) S 1", "1 (a)", "1 (a) SS 1 1 1 0 1 1",
      "1 (a) S 1 1 1 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14", "1 (a) S 1 1 1 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 x"
    }) {
      assertThatThrownBy(() -> ProcStat.parse(bytes(bad))).as(bad).isInstanceOf(ProcFormatException.class);
    }
  }

  @Test
  void an_unset_audit_id_is_none() throws Exception {
    assertThat(AuditId.parse("loginuid", bytes("4294967295"))).isEmpty();
    assertThat(AuditId.parse("loginuid", bytes("0"))).isEqualTo(OptionalInt.of(0));
    assertThat(AuditId.parse("sessionid", bytes("4294967294\n"))).isEqualTo(OptionalInt.of(-2));
    for (String bad : new String[] {"", "-1", "4294967296", "1 2", "1x"}) {
      assertThatThrownBy(() -> AuditId.parse("loginuid", bytes(bad))).as(bad).isInstanceOf(ProcFormatException.class);
    }
  }

  @Test
  void the_unit_path_is_systemds_own_hierarchy_or_the_unified_one() throws Exception {
    Cgroups unified = Cgroups.parse(bytes("0::/user.slice/a:b.scope\n"));
    assertThat(unified.unified()).isEqualTo("/user.slice/a:b.scope");
    assertThat(unified.unitPath()).isEqualTo("/user.slice/a:b.scope");
    Cgroups hybrid = Cgroups.parse(bytes("4:cpu,cpuacct:/c\n1:name=systemd:/system.slice/cron.service\n0::/\n"));
    assertThat(hybrid.unified()).isEqualTo("/");
    assertThat(hybrid.unitPath()).isEqualTo("/system.slice/cron.service");
    assertThat(hybrid.memberships().getFirst()).isEqualTo(new Cgroups.Membership(4, "cpu,cpuacct", "/c"));
    Cgroups old = Cgroups.parse(bytes("2:cpu:/c\n"));
    assertThat(old.unitPath()).isNull();
    assertThat(Cgroups.parse(new byte[0]).memberships()).isEmpty();
    for (String bad : new String[] {"\n", "x::/", "0:/", "0", "0 x::/", "1:a"}) {
      assertThatThrownBy(() -> Cgroups.parse(bytes(bad))).as(bad).isInstanceOf(ProcFormatException.class);
    }
  }

  @Test
  void the_initial_user_namespace_is_known_by_its_number() throws Exception {
    assertThat(UserNamespace.parseLink(bytes("user:[4026531837]")))
        .isEqualTo(new UserNamespace(UserNamespace.INITIAL_INODE, true));
    assertThat(UserNamespace.parseLink(bytes("user:[4026532450]"))).isEqualTo(new UserNamespace(4026532450L, false));
    for (String bad : new String[] {"", "user:", "mnt:[4026531837]", "user:[]", "user:[1", "user:[1]x", "user:[1x]"}) {
      assertThatThrownBy(() -> UserNamespace.parseLink(bytes(bad))).as(bad).isInstanceOf(ProcFormatException.class);
    }
  }

  @Test
  void only_the_whole_range_mapped_to_itself_passes_for_the_initial_one() throws Exception {
    assertThat(UserNamespace.parseUidMap(bytes("         0          0 4294967295\n")).isInitial()).isTrue();
    for (String other : new String[] {"", "0 1000 1\n", "0 0 4294967294\n", "0 100000 65536\n", "1 1 4294967295\n"}) {
      assertThat(UserNamespace.parseUidMap(bytes(other))).as(other).isEqualTo(new UserNamespace(0, false));
    }
    for (String bad : new String[] {"0", "0 0", "0 0 x", "0 0 1 2"}) {
      assertThatThrownBy(() -> UserNamespace.parseUidMap(bytes(bad))).as(bad).isInstanceOf(ProcFormatException.class);
    }
  }

  private interface Parser {
    Object parse(byte[] bytes) throws ProcFormatException;
  }

  private static void assertTotal(Parser parser, String valid) {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    byte[] model = bytes(valid);
    for (int i = 0; i < 20_000; i++) {
      byte[] input = mutated(model, random);
      try {
        assertThat(parser.parse(input)).isNotNull();
      } catch (ProcFormatException e) {
        assertThat(e.offset()).as("seed %d", seed).isBetween(0, input.length);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", round " + i, e);
      }
    }
  }

  /** Random bytes, or the model with a few bytes changed, a piece left out, or its end cut off. */
  private static byte[] mutated(byte[] model, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] copy = Arrays.copyOf(model, random.nextBoolean() ? model.length : random.nextInt(model.length + 1));
    String interesting = "\n\t :()[]-0129fFxX/\0\u007f";
    for (int changes = random.nextInt(6); changes > 0 && copy.length > 0; changes--) {
      int at = random.nextInt(copy.length);
      copy[at] = random.nextInt(3) == 0
          ? (byte) random.nextInt(256)
          : (byte) interesting.charAt(random.nextInt(interesting.length()));
    }
    return copy;
  }

  @Test
  void any_bytes_are_a_value_or_the_one_failure() {
    assertTotal(ProcStatus::parse, STATUS);
    assertTotal(ProcStat::parse, STAT);
    assertTotal(Cgroups::parse, "4:cpu,cpuacct:/c\n1:name=systemd:/system.slice/cron.service\n0::/\n");
    assertTotal(UserNamespace::parseLink, "user:[4026531837]");
    assertTotal(UserNamespace::parseUidMap, "         0          0 4294967295\n");
    assertTotal(content -> AuditId.parse("loginuid", content), "4294967295");
  }

  @Test
  void numbers_end_at_their_width() throws Exception {
    assertThat(new ProcText("t", bytes("18446744073709551615")).unsignedLong()).isEqualTo(-1L);
    assertThat(new ProcText("t", bytes("ffffffffffffffff")).hexLong()).isEqualTo(-1L);
    assertThat(new ProcText("t", bytes("-2147483648")).signedInt()).isEqualTo(Integer.MIN_VALUE);
    assertThat(new ProcText("t", bytes("2147483647")).signedInt()).isEqualTo(Integer.MAX_VALUE);
    for (String bad : new String[] {"18446744073709551616", "99999999999999999999", "", "-", "\u0663"}) {
      assertThatThrownBy(() -> new ProcText("t", bytes(bad)).unsignedLong())
          .as(bad)
          .isInstanceOf(ProcFormatException.class);
    }
    for (String bad : new String[] {"2147483648", "-2147483649", "18446744073709551615", "--1"}) {
      assertThatThrownBy(() -> new ProcText("t", bytes(bad)).signedInt())
          .as(bad)
          .isInstanceOf(ProcFormatException.class);
    }
  }
}
