package com.nurturehub.crm.sandbox.hook;

import java.time.Duration;
import java.util.List;

/// How long a CRM tries to deliver a message.
///
/// @param ladder how long to wait after each attempt that was not taken
/// @param answerWithin how long an answer may take
/// @param refusalEnds whether a 4xx is the last word
/// @param window how long after the event it is still told
public record Patience(
    List<Duration> ladder, Duration answerWithin, boolean refusalEnds, Duration window) {

  private static final Duration FOR_EVER = Duration.ofDays(3_650);

  public Patience {
    ladder = List.copyOf(ladder);
  }

  public static Patience of(List<Duration> ladder, Duration answerWithin) {
    return new Patience(ladder, answerWithin, false, FOR_EVER);
  }

  public Patience untilRefused() {
    return new Patience(ladder, answerWithin, true, window);
  }

  public Patience within(Duration other) {
    return new Patience(ladder, answerWithin, refusalEnds, other);
  }

  boolean isOver(int attempt, int status) {
    var taken = status >= 200 && status < 300;
    var refused = refusalEnds && status >= 400 && status < 500;
    return taken || refused || attempt > ladder.size();
  }
}
