package com.nurturehub.crm.sandbox.fault;

import com.nurturehub.crm.sandbox.http.PageTwist;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One thing that can go wrong with a call.
public sealed interface Harm {

  /// Answered with an error instead of being done; with 429 this is a rate limit.
  record Refuse(List<Integer> statuses, Optional<Duration> retryAfter) implements Harm {
    public Refuse {
      statuses = List.copyOf(statuses);
    }
  }

  /// Done, but later.
  record Delay(Duration by) implements Harm {}

  /// Nothing happens for a while, then the gateway gives up. The call had no effect.
  record TimeOutBefore(Duration hold) implements Harm {}

  /// The call is done, but its answer is lost: the gateway gives up waiting for it.
  record TimeOutAfter(Duration hold) implements Harm {}

  /// The connection is cut; the call had no effect.
  record CutBefore() implements Harm {}

  /// The call is done, then the connection is cut.
  record CutAfter() implements Harm {}

  /// The body ends half-way, then the connection is cut.
  record Truncate() implements Harm {}

  /// The body is no JSON.
  record Garble() implements Harm {}

  /// The body is an HTML page and says so, with status 200.
  record WrongType() implements Harm {}

  /// The answer points to another host.
  record Redirect(String to) implements Harm {}

  /// A small compressed body that unpacks to this many bytes.
  record GzipBomb(long unpackedBytes) implements Harm {}

  /// The body drips.
  record SlowBody(int bytesEach, Duration pause) implements Harm {}

  /// The page looks right from outside and is wrong inside.
  record Twist(PageTwist twist) implements Harm {}
}
