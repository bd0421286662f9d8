package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Times.ELEVEN;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every implementation of [com.nurturehub.crm.application.alert.Alerts] promises.
public interface AlertsContract {

  Storage storage();

  private static Alert.Open alert(ConnectionId connection, FailureCause cause, Instant at) {
    return new Alert.Open(
        new AlertId(UUID.randomUUID()), connection, cause, "It said \"no\".", at, Optional.empty());
  }

  private static void raise(Office office, Alert.Open... alerts) {
    office.run(() -> Arrays.stream(alerts).forEach(office.stores().alerts()::raise));
  }

  private static List<Alert> listed(Office office, Optional<Boolean> open) {
    return office.get(() -> office.stores().alerts().list(open, Slice.Request.first(50))).items();
  }

  @Test
  default void a_raised_alert_is_open_as_it_was_raised() {
    var office = Office.in(storage());
    var alert = alert(office.reapit(), FailureCause.UNAVAILABLE, NINE);

    raise(office, alert);

    assertThat(
            office.get(
                () -> office.stores().alerts().open(office.reapit(), FailureCause.UNAVAILABLE)))
        .contains(alert);
    assertThat(office.get(() -> office.stores().alerts().find(alert.id()))).contains(alert);
    assertThat(office.get(() -> office.stores().alerts().open(List.of(office.reapit()))))
        .containsExactly(alert);
  }

  @Test
  default void one_alert_is_open_for_a_connection_and_cause() {
    var office = Office.in(storage());
    var first = alert(office.reapit(), FailureCause.UNAVAILABLE, NINE);
    var elsewhere = alert(office.street(), FailureCause.UNAVAILABLE, NINE);
    var otherwise = alert(office.reapit(), FailureCause.RATE_LIMITED, NINE);

    raise(
        office, first, alert(office.reapit(), FailureCause.UNAVAILABLE, TEN), elsewhere, otherwise);

    assertThat(listed(office, Optional.empty()))
        .containsExactlyInAnyOrder(first, elsewhere, otherwise);
  }

  @Test
  default void an_acknowledged_alert_stays_open() {
    var office = Office.in(storage());
    var alert = alert(office.reapit(), FailureCause.UNAVAILABLE, NINE);
    raise(office, alert);

    office.run(() -> office.stores().alerts().keep(alert.acknowledged(TEN)));
    raise(office, alert(office.reapit(), FailureCause.UNAVAILABLE, TEN));

    assertThat(listed(office, Optional.of(true))).containsExactly(alert.acknowledged(TEN));
  }

  @Test
  default void a_resolved_alert_is_open_no_more_and_its_cause_may_be_raised_again() {
    var office = Office.in(storage());
    var alert = alert(office.reapit(), FailureCause.UNAVAILABLE, NINE);
    var again = alert(office.reapit(), FailureCause.UNAVAILABLE, ELEVEN);
    var resolved = alert.resolved("It works again.", TEN);
    raise(office, alert);

    office.run(() -> office.stores().alerts().keep(resolved));
    assertThat(
            office.get(
                () -> office.stores().alerts().open(office.reapit(), FailureCause.UNAVAILABLE)))
        .isEmpty();
    raise(office, again);

    assertThat(office.get(() -> office.stores().alerts().find(alert.id()))).contains(resolved);
    assertThat(listed(office, Optional.of(false))).containsExactly(resolved);
    assertThat(listed(office, Optional.of(true))).containsExactly(again);
  }

  @Test
  default void the_newest_is_listed_first() {
    var office = Office.in(storage());
    var old = alert(office.reapit(), FailureCause.UNAVAILABLE, NINE);
    var young = alert(office.street(), FailureCause.UNAVAILABLE, TEN);
    raise(office, old, young);

    assertThat(listed(office, Optional.empty())).containsExactly(young, old);
  }

  @Test
  default void another_agencys_alerts_are_not_seen() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    var alert = alert(office.reapit(), FailureCause.UNAVAILABLE, NINE);
    raise(office, alert);

    assertThat(neighbour.get(() -> neighbour.stores().alerts().find(alert.id()))).isEmpty();
    assertThat(listed(neighbour, Optional.empty())).isEmpty();
    assertThat(neighbour.get(() -> neighbour.stores().alerts().open(List.of(office.reapit()))))
        .isEmpty();
  }
}
