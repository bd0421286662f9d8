package com.nurturehub.crm.api.alert;

import static com.nurturehub.crm.api.Acme.ACME;
import static com.nurturehub.crm.api.Acme.NINE;
import static com.nurturehub.crm.api.Acme.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.alert.Alerts.Entry;
import com.nurturehub.crm.application.alert.Alerts.Position;
import com.nurturehub.crm.application.alert.FollowAlerts;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Time passes only while we pause; each change has its time.
class WatchAlertsTest implements FollowAlerts {

  private record Change(Instant at, Alert alert) {}

  private final List<Change> changes = new ArrayList<>();
  private final List<Alert> told = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private final Alert.Open open = Acme.alert();
  private final Alert resolved = open.resolved("Delivered since.", TEN);
  private Instant now = NINE;

  @Test
  void who_is_new_is_told_what_is_open_and_then_what_becomes_of_it() throws InterruptedException {
    change(0, resolved);
    change(0, open);
    change(60, resolved);

    watch(Optional.empty());

    assertThat(told).containsExactly(open, resolved);
  }

  @Test
  void who_goes_on_is_told_all_that_was_missed() throws InterruptedException {
    change(0, open);
    change(0, resolved);

    watch(Optional.of(new Position(1, 1)));

    assertThat(told).containsExactly(resolved);
  }

  @Test
  void the_first_message_comes_at_once_and_going_on_from_it_repeats_nothing()
      throws InterruptedException {
    change(0, resolved);
    watch(Optional.empty());
    assertThat(told).isEmpty();
    var first = positions.getFirst();

    watch(Optional.of(first));

    assertThat(told).isEmpty();
    assertThat(positions)
        .hasSize(2 * (int) WatchAlerts.LONGEST.dividedBy(WatchAlerts.SILENCE_MAX.plusSeconds(1)));
  }

  @Test
  void many_are_told_a_page_at_a_time() throws InterruptedException {
    IntStream.range(0, 2 * WatchAlerts.PAGE + 1).forEach(_ -> change(0, open));

    watch(Optional.empty());

    assertThat(told).hasSize(2 * WatchAlerts.PAGE + 1);
    assertThat(positions).startsWith(new Position(WatchAlerts.PAGE, 1));
  }

  @Test
  void a_position_that_never_was_is_refused() {
    assertThatThrownBy(() -> watch(Optional.of(new Position(7, 1))))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void when_the_node_stops_everybody_is_done_with() throws InterruptedException {
    var watch = new WatchAlerts(this, () -> now, length -> now = now.plus(length));
    watch.end();

    watch.watch(ACME, Optional.empty(), (_, _) -> {});

    assertThat(now).isEqualTo(NINE);
  }

  @Test
  void what_became_of_an_alert_is_told_from_how_it_stands() {
    assertThat(AlertEvent.of(open)).isEqualTo(AlertEvent.RAISED);
    assertThat(AlertEvent.of(open.reminded(TEN))).isEqualTo(AlertEvent.REMINDED);
    assertThat(AlertEvent.of(open.reminded(TEN).acknowledged(TEN)))
        .isEqualTo(AlertEvent.ACKNOWLEDGED);
    assertThat(AlertEvent.of(resolved)).isEqualTo(AlertEvent.RESOLVED);
  }

  @Test
  void a_position_is_read_as_it_was_written() {
    var position = new Position(12, 345);

    assertThat(AlertPositions.read(ACME, AlertPositions.write(ACME, position), "position"))
        .contains(position);
    assertThat(AlertPositions.read(ACME, "", "position")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "alerts.", "alerts.!", "MTIgMzQ1IGFjbWU"})
  void what_is_no_position_is_refused(String written) {
    assertThatThrownBy(() -> AlertPositions.read(ACME, written, "position"))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void a_position_among_another_agencys_alerts_is_refused() {
    var written = AlertPositions.write(new AgencyId("beta"), new Position(1, 1));

    assertThatThrownBy(() -> AlertPositions.read(ACME, written, "position"))
        .isInstanceOf(InvalidRequest.class);
  }

  private void change(int seconds, Alert alert) {
    changes.add(new Change(NINE.plusSeconds(seconds), alert));
  }

  private void watch(Optional<Position> from) throws InterruptedException {
    new WatchAlerts(this, () -> now, length -> now = now.plus(length))
        .watch(
            ACME,
            from,
            (alerts, position) -> {
              told.addAll(alerts);
              positions.add(position);
            });
  }

  @Override
  public List<Entry> read(AgencyId agency, Position after, int most) {
    return IntStream.range(0, (int) end(agency).commit())
        .mapToObj(i -> new Entry(new Position(i + 1L, 1), changes.get(i).alert()))
        .filter(entry -> entry.position().compareTo(after) > 0)
        .limit(most)
        .toList();
  }

  @Override
  public Position end(AgencyId agency) {
    var visible = changes.stream().filter(change -> !change.at().isAfter(now)).count();
    return new Position(visible, Long.MAX_VALUE);
  }
}
