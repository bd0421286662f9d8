package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ChangeFeed.SecretHolder;
import com.nurturehub.crm.domain.event.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every implementation of [com.nurturehub.crm.application.event.Subscriptions] promises.
public interface SubscriptionsContract {

  Storage storage();

  private static Subscription kept(Office office, Subscription subscription) {
    office.run(() -> office.stores().subscriptions().keep(subscription));
    return of(office);
  }

  private static Subscription of(Office office) {
    return office.get(() -> office.stores().subscriptions().of(office.reapit()));
  }

  @Test
  default void nothing_is_known_of_a_connection_nobody_asked_about() {
    var office = Office.in(storage());

    assertThat(of(office)).isEqualTo(Subscription.none(office.reapit()));
  }

  @Test
  default void a_subscription_is_found_as_it_was_kept_whatever_the_feed() {
    var office = Office.in(storage());
    List<ChangeFeed> feeds =
        List.of(
            new ChangeFeed.Webhooks("hook 1", Duration.ofHours(12)),
            new ChangeFeed.SetUpByHand("Open the settings.", SecretHolder.AGENCY),
            new ChangeFeed.PollingOnly());

    for (var feed : feeds) {
      var full =
          new Subscription(
              office.reapit(),
              Optional.of(feed),
              SEVEN,
              EIGHT,
              1,
              2,
              Optional.of(EIGHT),
              Optional.of(NINE));
      assertThat(kept(office, full)).isEqualTo(full);
    }

    var empty = Subscription.none(office.reapit()).failed(NINE);
    assertThat(kept(office, empty)).isEqualTo(empty);
  }

  @Test
  default void each_agency_has_its_own() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    kept(office, Subscription.none(office.reapit()).failed(NINE));

    assertThat(neighbour.get(() -> neighbour.stores().subscriptions().of(office.reapit())))
        .isEqualTo(Subscription.none(office.reapit()));
  }
}
