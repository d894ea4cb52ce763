package dev.tokend.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tokend.authority.audit.TrailPlace;
import dev.tokend.authority.derive.HostFacts;
import dev.tokend.authority.handover.ServiceManager;
import dev.tokend.authority.log.EventLog;
import dev.tokend.authority.store.Store;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.surface.client.AuthorityAddress;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the authority's one thread allocates for requests that are asked again and again: nothing, once it is compiled. */
@Tag("alone")
class AllocationTest {
  private static final String BOOT = "00000000-0000-0000-0000-000000000001";
  private static final int QUERY = 0x8;
  private static final int BATCH = 10_000;
  private static final int MOST_BATCHES = 100;

  /** Less than the smallest object for each sixteenth request; what the loop does of its own is in it. */
  private static final long NOTHING = BATCH;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private ListeningPlace place;
  private EventLog log;
  private Thread loop;
  private TokenClient client;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    Path own = folder.resolve("own");
    Options options =
        new Options(
            false, own.resolve("tokend.sock"), 0, Path.of("/nowhere"), Path.of("/nowhere"), new TrailPlace.Off());
    place = ListeningPlace.take(options);
    log = EventLog.open(own.resolve("tokend.log"));
    Authority authority =
        new Authority(
            options, place.listener(), place.folder(), Store.open(place.folder(), BOOT, ProcessIds.effectiveUid()),
            ServiceManager.none(), List.of(), Set.of(), Map.of(), new HostFacts("host", "", "6"), log);
    Callable<Void> run =
        () -> {
          authority.run();
          return null;
        };
    loop = new Thread(() -> call(run), "loop");
    loop.start();
    client = TokenClient.connect(new AuthorityAddress(options.socket(), AuthorityAddress.Origin.GIVEN));
  }

  private static void call(Callable<Void> run) {
    try {
      run.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() throws Exception {
    client.stop();
    loop.join();
    client.close();
    log.close();
    place.close();
  }

  /** The fewest bytes that a batch took; early ones are not compiled yet. */
  private long fewest(int most, Callable<?> request) throws Exception {
    long fewest = Long.MAX_VALUE;
    for (int batch = 0; batch < most && fewest > NOTHING; batch++) {
      long before = threads.getThreadAllocatedBytes(loop.threadId());
      for (int i = 0; i < BATCH; i++) {
        request.call();
      }
      fewest = Math.min(fewest, threads.getThreadAllocatedBytes(loop.threadId()) - before);
    }
    return fewest;
  }

  @Test
  void a_look_at_the_own_token_allocates_nothing() throws Exception {
    int user = 1 << QueryClass.USER.number();
    assertThat(fewest(MOST_BATCHES, () -> client.inspect(new Target.Self(), QUERY, user, false))).isLessThanOrEqualTo(NOTHING);
  }

  @Test
  void a_query_of_an_open_handle_allocates_nothing() throws Exception {
    try (TokenHandle handle = client.open(new Target.Self(), QUERY)) {
      assertThat(fewest(MOST_BATCHES, () -> handle.query(QueryClass.USER))).isLessThanOrEqualTo(NOTHING);
    }
  }

  @Test
  void what_is_not_asked_again_and_again_allocates() throws Exception {
    int user = 1 << QueryClass.USER.number();
    // The test can fail: this is the other way to the same answer.
    assertThat(fewest(2, () -> client.inspect(new Target.Real(), QUERY, user, false))).isGreaterThan(16L * BATCH);
    assertThat(Files.exists(place.folder())).isTrue();
  }
}
