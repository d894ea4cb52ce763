package dev.tokend.authority.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.derive.AccountFacts;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.linux.names.Account;
import dev.tokend.linux.names.Group;
import dev.tokend.linux.names.NameService;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against this machine's name service, of which only uid and gid 0 are known to be there. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NamesTest {
  private static final Sid CAROL = Sid.of("S-1-5-21-10-20-30-1001");
  private static final int NOBODYS = 1_234_567_890;

  private final Semaphore woken = new Semaphore(0);
  private final Background background = new Background(woken::release);
  private final Semaphore wokenForAccounts = new Semaphore(0);
  private final Background forAccounts = new Background(wokenForAccounts::release);
  private final Names names =
      new Names(Map.of(CAROL, "CORP\\carol", Sid.unixUser(7), "chosen"), background, forAccounts);

  @AfterEach
  void close() {
    background.close();
    forAccounts.close();
  }

  private void awaitAnswers(int count) throws InterruptedException {
    woken.acquire(count);
    names.takeAnswers();
  }

  @Test
  void the_names_file_comes_before_the_name_service() {
    assertThat(names.of(List.of(Sid.unixUser(7), CAROL))).containsExactly("chosen", "CORP\\carol");
    assertThat(woken.availablePermits()).isZero();
  }

  @Test
  void only_users_and_groups_are_asked_for() {
    List<Sid> others =
        List.of(
            WellKnown.EVERYONE,
            Sid.of("S-1-22"),
            Sid.of("S-1-22-1"),
            Sid.of("S-1-22-3-0"),
            Sid.of("S-1-22-1-0-0"),
            Sid.of("S-1-23-1-0"));

    assertThat(names.of(others)).hasSize(6).containsOnlyNulls();
    assertThat(names.of(List.of())).isEmpty();
  }

  @Test
  void users_and_groups_have_the_names_of_the_name_service() throws Exception {
    Account user = NameService.userById(0);
    Group group = NameService.groupById(0);
    assertThat(user).isNotNull();
    assertThat(group).isNotNull();
    List<Sid> sids = List.of(Sid.unixGroup(0), CAROL, Sid.unixUser(NOBODYS), Sid.unixUser(0));

    List<String> early = names.of(sids);
    assertThat(early == null || early.get(1).equals("CORP\\carol")).isTrue();
    awaitAnswers(3);
    assertThat(names.of(sids)).isEqualTo(Arrays.asList(group.name(), "CORP\\carol", null, user.name()));
  }

  @Test
  void an_account_is_what_the_name_service_says() throws Exception {
    Account user = NameService.userById(0);
    assertThat(user).isNotNull();
    names.account(0);
    names.account(NOBODYS);
    wokenForAccounts.acquire(2);
    names.takeAnswers();

    assertThat(names.account(0).settled()).isTrue();
    assertThat(names.account(0).facts()).isEqualTo(new AccountFacts(user.name(), user.home(), user.shell()));
    assertThat(names.account(NOBODYS).settled()).isTrue();
    assertThat(names.account(NOBODYS).facts()).isNull();
  }

  @Test
  void who_asks_for_names_without_end_does_not_delay_accounts() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    Runnable hangs =
        () -> {
          try {
            answer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    while (background.submit(hangs)) {
      assertThat(names.account(0).facts()).isNull();
    }
    wokenForAccounts.acquire();
    names.takeAnswers();
    assertThat(names.account(0).facts()).isNotNull();
    answer.countDown();
  }
}
