package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.application.event.WebhookAddresses;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.event.Subscription;
import com.nurturehub.crm.domain.push.Backoff;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that a CRM tells us of its changes, where it can, and watches whether it does. What
/// fails here costs speed and nothing else, so that the rest of the lane's work goes on.
record KeepSubscription(
    Subscriptions subscriptions,
    WebhookAddresses addresses,
    SyncRuns runs,
    Alarm alarm,
    RandomGenerator chance,
    InstantSource clock) {

  private static final Logger LOG = LoggerFactory.getLogger(KeepSubscription.class);

  /// Registers where that is due; a registration that is there already is only looked at.
  void check(HeldLane lane, Connection connection, CRMConnector crm, Capabilities capabilities) {
    var handler = addresses.of(connection).filter(_ -> capabilities.webhooks());
    if (handler.isEmpty()) {
      return;
    }
    var due = lane.commit(() -> subscriptions.of(connection.id()).checkAt());
    if (!due.isAfter(clock.instant())) {
      lane.mustStillHold();
      register(lane, connection, crm, handler.get());
    }
  }

  /// When the registration is to be looked at.
  Optional<Instant> nextDue(Connection connection, Capabilities capabilities) {
    return addresses
        .of(connection)
        .filter(_ -> capabilities.webhooks())
        .map(_ -> subscriptions.of(connection.id()).checkAt());
  }

  /// A pass came across so many changes that should have been told.
  void missed(Running run, long untold) {
    LOG.warn("messages missed connection={} run={} untold={}", run.connection(), run.id(), untold);
    keep(subscriptions.of(run.connection()).missed(clock.instant()));
  }

  void passed(Running run) {
    var before = subscriptions.of(run.connection());
    var after = before.agreed(run.startedAt(), clock.instant());
    if (!after.equals(before)) {
      keep(after);
    }
  }

  private void register(
      HeldLane lane, Connection connection, CRMConnector crm, EventHandler handler) {
    try {
      var feed = crm.subscribeToEvents(handler);
      lane.commit(() -> registered(connection, feed));
    } catch (CrmFailure failure) {
      lane.commit(() -> failed(connection, failure));
    }
  }

  /// What changed while another registration was there, or none, has to be read.
  private void registered(Connection connection, ChangeFeed feed) {
    var before = subscriptions.of(connection.id());
    var after = before.answered(feed, clock.instant());
    keep(after);
    if (before.feed().isPresent() && !before.feed().equals(after.feed())) {
      LOG.warn("registered anew connection={}", connection.id());
      var mark = runs.watermark(connection.id());
      runs.keep(mark.requested(clock.instant(), Pass.CHANGES));
    }
  }

  private void failed(Connection connection, CrmFailure failure) {
    var before = subscriptions.of(connection.id());
    var pause = Backoff.LANES.delay(before.failures() + 1, Optional.empty(), chance);
    LOG.warn(
        "not registered connection={} cause={} attempt={}",
        connection.id(),
        failure.why(),
        before.failures() + 1);
    keep(before.failed(clock.instant().plus(pause)));
  }

  private void keep(Subscription subscription) {
    subscriptions.keep(subscription);
    var cause = FailureCause.NOT_TOLD_OF_CHANGES;
    if (subscription.isBroken()) {
      alarm.raise(subscription.connection(), cause, cause.remedy().todo());
    } else {
      alarm.resolve(subscription.connection(), List.of(cause), "The CRM tells of changes again.");
    }
  }
}
