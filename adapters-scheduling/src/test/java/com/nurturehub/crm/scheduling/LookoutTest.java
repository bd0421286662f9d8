package com.nurturehub.crm.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LookoutTest {

  @Test
  void it_goes_on_looking_whatever_a_look_throws() throws InterruptedException {
    var troubles =
        new ArrayDeque<Runnable>(
            List.of(
                () -> {
                  throw new IllegalStateException("The database is away.");
                },
                () -> {
                  throw new StackOverflowError();
                }));
    var seen = new CountDownLatch(1);
    try (var lookout = new Lookout("lookout", "not looked")) {
      lookout.looks(
          Duration.ofMillis(1),
          () -> {
            if (!troubles.isEmpty()) {
              troubles.remove().run();
            }
            seen.countDown();
          });

      assertThat(seen.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }
}
