package com.nurturehub.crm.persistence.event;

import static com.nurturehub.crm.persistence.generated.Tables.SUBSCRIPTION;

import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ChangeFeed.SecretHolder;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.event.Subscription;
import com.nurturehub.crm.persistence.JooqTransactions;
import java.time.Duration;
import java.util.Optional;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Subscriptions in PostgreSQL, one row per connection.
public final class JooqSubscriptions implements Subscriptions {

  private final JooqTransactions transactions;

  public JooqSubscriptions(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  /// How a feed is kept: its kind, and what belongs to that.
  private record Kept(
      @Nullable String kind,
      @Nullable String registration,
      @Nullable Long sweepSeconds,
      @Nullable String instructions,
      @Nullable String holder) {

    static Kept of(Optional<ChangeFeed> feed) {
      return feed.map(Kept::of).orElse(new Kept(null, null, null, null, null));
    }

    private static Kept of(ChangeFeed feed) {
      return switch (feed) {
        case ChangeFeed.Webhooks(var registration, var sweepEvery) ->
            new Kept("WEBHOOKS", registration, sweepEvery.toSeconds(), null, null);
        case ChangeFeed.SetUpByHand(var instructions, var holder) ->
            new Kept("BY_HAND", null, null, instructions, holder.name());
        case ChangeFeed.PollingOnly() -> new Kept("POLLING_ONLY", null, null, null, null);
      };
    }

    Optional<ChangeFeed> feed() {
      if (registration != null && sweepSeconds != null) {
        return Optional.of(new ChangeFeed.Webhooks(registration, Duration.ofSeconds(sweepSeconds)));
      }
      if (instructions != null && holder != null) {
        return Optional.of(new ChangeFeed.SetUpByHand(instructions, SecretHolder.valueOf(holder)));
      }
      return kind == null ? Optional.empty() : Optional.of(new ChangeFeed.PollingOnly());
    }
  }

  @Override
  public Subscription of(ConnectionId connection) {
    return transactions
        .here()
        .select(
            SUBSCRIPTION.FEED,
            SUBSCRIPTION.REGISTRATION,
            SUBSCRIPTION.SWEEP_SECONDS,
            SUBSCRIPTION.INSTRUCTIONS,
            SUBSCRIPTION.SECRET_HOLDER,
            SUBSCRIPTION.TOLD_SINCE,
            SUBSCRIPTION.CHECK_AT,
            SUBSCRIPTION.FAILURES,
            SUBSCRIPTION.MISSES,
            SUBSCRIPTION.TOLD_AT,
            SUBSCRIPTION.AGREED_AT)
        .from(SUBSCRIPTION)
        .where(SUBSCRIPTION.CONNECTION_ID.eq(connection.value()))
        .fetchOptional(row -> subscription(connection, row))
        .orElseGet(() -> Subscription.none(connection));
  }

  @Override
  public void keep(Subscription subscription) {
    var kept = Kept.of(subscription.feed());
    transactions
        .here()
        .insertInto(SUBSCRIPTION)
        .set(SUBSCRIPTION.CONNECTION_ID, subscription.connection().value())
        .set(SUBSCRIPTION.FEED, kept.kind())
        .set(SUBSCRIPTION.REGISTRATION, kept.registration())
        .set(SUBSCRIPTION.SWEEP_SECONDS, kept.sweepSeconds())
        .set(SUBSCRIPTION.INSTRUCTIONS, kept.instructions())
        .set(SUBSCRIPTION.SECRET_HOLDER, kept.holder())
        .set(SUBSCRIPTION.TOLD_SINCE, subscription.since())
        .set(SUBSCRIPTION.CHECK_AT, subscription.checkAt())
        .set(SUBSCRIPTION.FAILURES, subscription.failures())
        .set(SUBSCRIPTION.MISSES, subscription.misses())
        .set(SUBSCRIPTION.TOLD_AT, subscription.toldAt().orElse(null))
        .set(SUBSCRIPTION.AGREED_AT, subscription.agreedAt().orElse(null))
        .onConflict(SUBSCRIPTION.AGENCY_ID, SUBSCRIPTION.CONNECTION_ID)
        .doUpdate()
        .setAllToExcluded()
        .execute();
  }

  private static Subscription subscription(ConnectionId connection, Record row) {
    return new Subscription(
        connection,
        new Kept(
                row.get(SUBSCRIPTION.FEED),
                row.get(SUBSCRIPTION.REGISTRATION),
                row.get(SUBSCRIPTION.SWEEP_SECONDS),
                row.get(SUBSCRIPTION.INSTRUCTIONS),
                row.get(SUBSCRIPTION.SECRET_HOLDER))
            .feed(),
        row.get(SUBSCRIPTION.TOLD_SINCE),
        row.get(SUBSCRIPTION.CHECK_AT),
        row.get(SUBSCRIPTION.FAILURES),
        row.get(SUBSCRIPTION.MISSES),
        Optional.ofNullable(row.get(SUBSCRIPTION.TOLD_AT)),
        Optional.ofNullable(row.get(SUBSCRIPTION.AGREED_AT)));
  }
}
