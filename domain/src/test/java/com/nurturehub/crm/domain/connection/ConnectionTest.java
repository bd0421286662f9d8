package com.nurturehub.crm.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Times;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

  @ParameterizedTest
  @ValueSource(longs = {-2_000, -1, 0, 1_999, 2_000})
  void an_offset_up_to_two_seconds_is_the_grain_of_the_crms_clock(long millis) {
    assertThat(ahead(Duration.ofMillis(millis)).countedOffset()).isZero();
    assertThat(ahead(Duration.ofMillis(millis)).inOurTime(Times.NINE)).isEqualTo(Times.NINE);
  }

  @ParameterizedTest
  @ValueSource(longs = {-600_000, -2_001, 2_001, 600_000})
  void a_greater_offset_counts(long millis) {
    assertThat(ahead(Duration.ofMillis(millis)).countedOffset())
        .isEqualTo(Duration.ofMillis(millis));
    assertThat(ahead(Duration.ofMillis(millis)).inOurTime(Times.NINE))
        .isEqualTo(Times.NINE.minusMillis(millis));
  }

  @Test
  void a_connection_works_while_it_is_active_and_not_paused() {
    var active = ahead(Duration.ZERO);
    var defaults = ConnectionSettings.DEFAULT;
    var paused =
        new ConnectionSettings(
            defaults.interval(), defaults.policy(), Set.of(), false, Map.of(), true, false, true);

    assertThat(active.mayWork()).isTrue();
    assertThat(active.with(paused).mayWork()).isFalse();
    assertThat(active.in(ConnectionState.SUSPENDED).mayWork()).isFalse();
    assertThat(active.in(ConnectionState.DISCONNECTED).mayWork()).isFalse();
  }

  @Test
  void a_connection_that_waits_for_somebody_is_one_still() {
    assertThat(ahead(Duration.ZERO).isConnected()).isTrue();
    assertThat(ahead(Duration.ZERO).in(ConnectionState.SUSPENDED).isConnected()).isTrue();
    assertThat(ahead(Duration.ZERO).in(ConnectionState.DISCONNECTED).isConnected()).isFalse();
  }

  @Test
  void reconnecting_makes_a_connection_work_again_and_sync_at_once() {
    var again =
        ahead(Duration.ZERO)
            .in(ConnectionState.SUSPENDED)
            .reconnected(new AccountIdentity("SBOX"), Times.TEN);

    assertThat(again.state()).isEqualTo(ConnectionState.ACTIVE);
    assertThat(again.syncedAt()).isEmpty();
  }

  private static Connection ahead(Duration offset) {
    return new Connection(
        new ConnectionId(new UUID(0, 1)),
        new AgencyId("acme"),
        CrmProvider.REAPIT,
        new AccountIdentity("SBOX"),
        ConnectionState.ACTIVE,
        ConnectionSettings.DEFAULT,
        offset,
        Times.SEVEN,
        Optional.of(Times.EIGHT));
  }
}
