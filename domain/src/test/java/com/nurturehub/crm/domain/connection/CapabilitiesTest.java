package com.nurturehub.crm.domain.connection;

import static com.nurturehub.crm.domain.Person.ada;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nurturehub.crm.domain.Crm;
import com.nurturehub.crm.domain.Times;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesTest {

  @Test
  void what_a_crm_can_hold_whole_is_left_whole() {
    assertThat(Crm.able().capabilities().fit(ada().details())).isEqualTo(ada().details());
  }

  @Test
  void names_are_cut_to_what_a_crm_keeps() {
    var short6 = Crm.able().keepingLetters(ContactField.SURNAME, 6).capabilities();

    assertThat(short6.fit(ada().surnamed("Lovelace").details()))
        .isEqualTo(ada().surnamed("Lovela").details());
    assertThat(short6.fit(ada().surnamed("van de Berg").details()))
        .isEqualTo(ada().surnamed("van de").details());
    assertThat(short6.fit(ada().surnamed("Grace Hopper").details()))
        .isEqualTo(ada().surnamed("Grace").details());
  }

  @Test
  void no_letter_is_cut_in_half() {
    var short2 = Crm.able().keepingLetters(ContactField.SURNAME, 2).capabilities();

    assertThat(short2.fit(ada().surnamed("x\uD835\uDC9Cyz").details()))
        .isEqualTo(ada().surnamed("x").details());
  }

  @Test
  void the_first_e_mail_addresses_are_the_ones_that_fit() {
    var one = Crm.able().keepingEmails(1).capabilities();

    assertThat(one.fit(ada().at("a@x.org", "b@x.org").details()))
        .isEqualTo(ada().at("a@x.org").details());
  }

  @Test
  void only_categories_a_crm_has_a_place_for_fit() {
    var few = Crm.able().knowing(ContactCategory.SELLER).capabilities();

    assertThat(few.fit(ada().being(ContactCategory.SELLER, ContactCategory.BTL_INVESTOR).details()))
        .isEqualTo(ada().being(ContactCategory.SELLER).details());
  }

  @Test
  void what_has_no_room_is_kept_beside_what_the_crm_says() {
    var one = Crm.able().keepingEmails(1).capabilities();
    var hub = ada().at("a@x.org", "b@x.org").details();

    assertThat(one.widen(ada().at("c@x.org").details(), hub, hub).emails())
        .isEqualTo(ada().at("c@x.org", "b@x.org").details().emails());
    assertThat(one.widen(ada().at("b@x.org").details(), hub, hub).emails())
        .isEqualTo(ada().at("b@x.org").details().emails());
    assertThat(one.widen(ada().at().details(), hub, hub).emails())
        .isEqualTo(ada().at("b@x.org").details().emails());
  }

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
  void reconnecting_makes_a_connection_work_again_and_sync_at_once() {
    var again =
        ahead(Duration.ZERO)
            .in(ConnectionState.SUSPENDED)
            .reconnected(new AccountIdentity("SBOX"), Times.TEN);

    assertThat(again.state()).isEqualTo(ConnectionState.ACTIVE);
    assertThat(again.syncedAt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 299, 604_801})
  void an_interval_has_its_bounds(long seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ConnectionSettings(
                Duration.ofSeconds(seconds),
                PolicyChoice.LAST_WRITE_WINS,
                Set.of(),
                false,
                Map.of(),
                true,
                false,
                false));
  }

  @Test
  void a_secret_never_prints() {
    var secret = Secret.of("hunter2");

    assertThat(secret).hasToString("*****");
    assertThat(String.valueOf(Map.of("key", secret))).doesNotContain("hunter2");
    assertThat(secret.reveal()).isEqualTo("hunter2");
    assertThat(secret).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
  }

  @ParameterizedTest
  @EnumSource
  void every_cause_says_who_must_act_what_to_do_and_what_is_at_risk(FailureCause cause) {
    assertThat(cause.remedy().todo()).endsWith(".");
    assertThat(cause.remedy().atRisk()).endsWith(".");
    assertThat(cause.remedy().owner()).isNotNull();
    assertThat(cause.remedy().button()).isNotNull();
  }
}
