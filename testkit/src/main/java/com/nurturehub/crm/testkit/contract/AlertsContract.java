package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.domain.alert.Alert.Open.REMINDED_EVERY;
import static com.nurturehub.crm.testkit.Times.ELEVEN;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.alert.Alerts.Entry;
import com.nurturehub.crm.application.alert.Alerts.Position;
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
    return Alert.Open.raised(
        new AlertId(UUID.randomUUID()), connection, cause, "It said \"no\".", at);
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

  private static List<Alert> changed(Office office, Position after) {
    return office.get(() -> office.stores().alerts().after(after, 50)).stream()
        .map(Entry::alert)
        .toList();
  }

  private static Position end(Office office) {
    return office.get(office.stores().alerts()::end);
  }

  @Test
  default void whatever_becomes_of_an_alert_is_told_after_what_was_told_before() {
    var office = Office.in(storage());
    var first = alert(office.reapit(), FailureCause.UNAVAILABLE, NINE);
    var second = alert(office.street(), FailureCause.UNAVAILABLE, TEN);
    raise(office, first);
    var afterFirst = end(office);
    raise(office, second);
    var afterSecond = end(office);
    office.run(() -> office.stores().alerts().keep(first.resolved("It works again.", ELEVEN)));

    assertThat(changed(office, Position.START))
        .containsExactly(second, first.resolved("It works again.", ELEVEN));
    assertThat(changed(office, afterFirst)).hasSize(2);
    assertThat(changed(office, afterSecond))
        .containsExactly(first.resolved("It works again.", ELEVEN));
    assertThat(changed(office, end(office))).isEmpty();
  }

  @Test
  default void changes_are_read_a_few_at_a_time() {
    var office = Office.in(storage());
    var first = alert(office.reapit(), FailureCause.UNAVAILABLE, NINE);
    var second = alert(office.reapit(), FailureCause.RATE_LIMITED, NINE);
    raise(office, first, second);

    var few = office.get(() -> office.stores().alerts().after(Position.START, 1));

    assertThat(few).extracting(Entry::alert).containsExactly(first);
    assertThat(changed(office, few.getFirst().position())).containsExactly(second);
  }

  @Test
  default void what_is_not_committed_yet_comes_after_what_can_be_read() {
    var office = Office.in(storage());
    var alert = alert(office.reapit(), FailureCause.UNAVAILABLE, NINE);
    var end =
        office.get(() -> {
          office.stores().alerts().raise(alert);
          return office.stores().alerts().end();
        });

    assertThat(changed(office, end)).containsExactly(alert);
  }

  @Test
  default void people_are_reminded_once_a_day_of_what_nobody_has_seen() {
    var office = Office.in(storage());
    var unseen = alert(office.reapit(), FailureCause.UNAVAILABLE, NINE);
    var seen = alert(office.street(), FailureCause.UNAVAILABLE, NINE);
    raise(office, unseen, seen);
    office.run(() -> office.stores().alerts().keep(seen.acknowledged(TEN)));
    var before = end(office);
    var tomorrow = NINE.plus(REMINDED_EVERY);

    office.run(() -> office.stores().alerts().remind(tomorrow.minusSeconds(1)));
    assertThat(changed(office, before)).isEmpty();

    office.run(() -> office.stores().alerts().remind(tomorrow));
    office.run(() -> office.stores().alerts().remind(tomorrow.plusSeconds(1)));
    assertThat(changed(office, before)).containsExactly(unseen.reminded(tomorrow));

    office.run(() -> office.stores().alerts().remind(tomorrow.plus(REMINDED_EVERY)));
    assertThat(changed(office, before))
        .containsExactly(unseen.reminded(tomorrow.plus(REMINDED_EVERY)));
  }

  @Test
  default void another_agencys_changes_are_not_told() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    raise(office, alert(office.reapit(), FailureCause.UNAVAILABLE, NINE));

    neighbour.run(() -> neighbour.stores().alerts().remind(NINE.plus(REMINDED_EVERY)));

    assertThat(changed(neighbour, Position.START)).isEmpty();
    assertThat(listed(office, Optional.of(true)))
        .allMatch(alert -> ((Alert.Open) alert).remindedAt().isEmpty());
  }
}
