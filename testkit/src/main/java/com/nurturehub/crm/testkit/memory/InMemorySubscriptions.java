package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.event.Subscriptions;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.event.Subscription;

/// Which CRMs tell us of their changes, a row per connection.
public final class InMemorySubscriptions implements Subscriptions {

  private final Rows<Subscription> rows;

  public InMemorySubscriptions(InMemoryDatabase database) {
    this.rows = Rows.ofAgency(database, "subscription", Subscription.class);
  }

  @Override
  public Subscription of(ConnectionId connection) {
    return rows.find(connection.toString()).orElseGet(() -> Subscription.none(connection));
  }

  @Override
  public void keep(Subscription subscription) {
    rows.put(subscription.connection().toString(), subscription);
  }
}
