package dev.tokend.authority.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.linux.event.EventFd;
import dev.tokend.linux.event.Events;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loop: every source gets its turn, and a defect of one is not the others'. */
class EventLoopTest {

  private static final EventLoop.Timer PATIENT =
      new EventLoop.Timer() {
        @Override
        public int millisUntilNext() {
          return 10_000;
        }

        @Override
        public void tick() {}
      };

  /** Fails whenever it is called. */
  private static final class Defective implements ReadySource {
    private final List<String> defects = new ArrayList<>();
    private EventLoop.Registration registration;

    @Override
    public void ready(int events) {
      throw new IllegalStateException("a defect");
    }

    @Override
    public void broken(RuntimeException defect) {
      defects.add(defect.getMessage());
      registration.end();
    }
  }

  @Test
  void a_defect_ends_its_source_and_the_others_go_on() throws Exception {
    EventLoop loop = new EventLoop();
    try (EventFd first = EventFd.create(); EventFd second = EventFd.create()) {
      Defective defective = new Defective();
      defective.registration = loop.add(first.number(), Events.IN, defective);
      first.signal();
      List<Integer> calls = new ArrayList<>();
      loop.add(
          second.number(),
          Events.IN,
          events -> {
            calls.add(events);
            loop.stop();
          });
      second.signal();
      loop.run(PATIENT);
      assertThat(defective.defects).containsExactly("a defect");
      assertThat(calls).containsExactly(Events.IN);
    } finally {
      loop.close();
    }
  }

  @Test
  void what_is_always_ready_is_each_in_its_turn_the_first() throws Exception {
    EventLoop loop = new EventLoop();
    List<Integer> calls = new ArrayList<>();
    try (EventFd first = EventFd.create();
        EventFd second = EventFd.create();
        EventFd third = EventFd.create()) {
      for (EventFd descriptor : List.of(first, second, third)) {
        descriptor.signal();
        loop.add(
            descriptor.number(),
            Events.IN,
            events -> {
              calls.add(descriptor.number());
              if (calls.size() == 9) {
                loop.stop();
              }
            });
      }
      loop.run(PATIENT);
      assertThat(List.of(calls.get(0), calls.get(3), calls.get(6)))
          .containsExactlyInAnyOrder(first.number(), second.number(), third.number());
    } finally {
      loop.close();
    }
  }

  @Test
  void a_defect_where_no_client_reaches_ends_the_loop() throws Exception {
    EventLoop loop = new EventLoop();
    try (EventFd descriptor = EventFd.create()) {
      loop.add(
          descriptor.number(),
          Events.IN,
          events -> {
            throw new IllegalStateException("a defect");
          });
      descriptor.signal();
      assertThatThrownBy(() -> loop.run(PATIENT)).isInstanceOf(IllegalStateException.class);
    } finally {
      loop.close();
    }
  }

  @Test
  void a_source_that_was_ended_gets_no_event_of_the_same_batch() throws Exception {
    EventLoop loop = new EventLoop();
    try (EventFd first = EventFd.create(); EventFd second = EventFd.create()) {
      List<String> calls = new ArrayList<>();
      EventLoop.Registration[] registrations = new EventLoop.Registration[2];
      registrations[0] =
          loop.add(
              first.number(),
              Events.IN,
              events -> {
                calls.add("first");
                registrations[1].end();
                loop.stop();
              });
      registrations[1] =
          loop.add(
              second.number(),
              Events.IN,
              events -> {
                calls.add("second");
                registrations[0].end();
                loop.stop();
              });
      first.signal();
      second.signal();
      loop.run(PATIENT);
      assertThat(calls).hasSize(1);
    } finally {
      loop.close();
    }
  }
}
