package com.nurturehub.crm.domain.event;

import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ChangeFeed.Webhooks;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a CRM tells us of its changes, and whether we may rely on that.
///
/// It is relied on once it is registered, a message has come, and a pass that began after the
/// registration found nothing it should have told. What is found untold ends that.
///
/// @param feed what the CRM answered when it was asked; nothing until then
/// @param since from when on it should have told us of everything
/// @param checkAt when to look at the registration next
/// @param failures how often in a row it could not be registered
/// @param misses how many passes in a row found something untold
/// @param toldAt when a message last came
/// @param agreedAt when a pass begun after `since` ended with nothing untold
public record Subscription(
    ConnectionId connection,
    Optional<ChangeFeed> feed,
    Instant since,
    Instant checkAt,
    int failures,
    int misses,
    Optional<Instant> toldAt,
    Optional<Instant> agreedAt) {

  /// How often we look whether the registration is still there.
  public static final Duration CHECK_EVERY = Duration.ofHours(1);

  /// A message may take so long; CRMs repeat what did not arrive.
  public static final Duration GRACE = Duration.ofMinutes(10);

  private static final int FAILURES_BORNE = 2;
  private static final int MISSES_BORNE = 1;

  public static Subscription none(ConnectionId connection) {
    return new Subscription(
        connection,
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        0,
        Optional.empty(),
        Optional.empty());
  }

  public boolean isReliedOn() {
    return isRegistered() && failures == 0 && hasTold() && agreedAt.isPresent();
  }

  /// Whether it takes somebody to mend it.
  public boolean isBroken() {
    return failures > FAILURES_BORNE || misses > MISSES_BORNE;
  }

  /// How often to read what changed: as somebody chose, or less often while we are told.
  public Duration interval(Duration chosen) {
    return feed.filter(_ -> isReliedOn())
        .map(known -> known instanceof Webhooks hooks ? hooks.sweepEvery() : chosen)
        .filter(sweep -> sweep.compareTo(chosen) > 0)
        .orElse(chosen);
  }

  /// Whether a change made at one instant should have been told by another; both are of our time.
  public boolean shouldHaveTold(Instant changedAt, Instant now) {
    return isRegistered() && changedAt.isAfter(since) && changedAt.isBefore(now.minus(GRACE));
  }

  /// The CRM was asked. Another registration than before is a new one, to be proved anew.
  public Subscription answered(ChangeFeed answer, Instant now) {
    var same = feed.filter(answer::equals).isPresent();
    return new Subscription(
        connection,
        Optional.of(answer),
        same ? since : now,
        now.plus(CHECK_EVERY),
        0,
        misses,
        toldAt,
        same ? agreedAt : Optional.empty());
  }

  public Subscription failed(Instant nextTry) {
    return new Subscription(
        connection, feed, since, nextTry, failures + 1, misses, toldAt, agreedAt);
  }

  public Subscription told(Instant at) {
    var last = toldAt.filter(at::isBefore).orElse(at);
    return new Subscription(
        connection, feed, since, checkAt, failures, misses, Optional.of(last), agreedAt);
  }

  /// A pass found what should have been told. It must prove itself again, and be looked at.
  public Subscription missed(Instant now) {
    return new Subscription(
        connection, feed, now, now, failures, misses + 1, toldAt, Optional.empty());
  }

  /// A pass is over that found nothing untold.
  public Subscription agreed(Instant passBegan, Instant now) {
    return isRegistered() && !passBegan.isBefore(since)
        ? new Subscription(connection, feed, since, checkAt, failures, 0, toldAt, Optional.of(now))
        : this;
  }

  private boolean isRegistered() {
    return feed.filter(Webhooks.class::isInstance).isPresent();
  }

  private boolean hasTold() {
    return toldAt.filter(at -> at.isAfter(since)).isPresent();
  }
}
