package com.nurturehub.crm.testkit.event;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is taken back at the CRM when an agency disconnects it.
class LettingGoTest {

  private final Told told = new Told();

  @BeforeEach
  void connected() {
    told.crm.shows(ada().inCrm(EIGHT));
    told.work();
  }

  @Test
  void the_crm_is_asked_to_take_back_what_was_registered() {
    told.disconnect();

    assertThat(told.crm.letGo).containsExactly(Optional.<ChangeFeed>of(told.crm.feed));
    assertThat(told.alerts()).isEmpty();
    assertThat(told.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
  }

  @Test
  void a_crm_that_does_not_answer_is_let_go_of_all_the_same_and_an_alert_names_what_is_left() {
    told.crm.notLettingGo =
        Optional.of(new CrmFailure.Transient(FailureCause.UNAVAILABLE, "It is down."));

    told.disconnect();

    assertThat(told.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(told.called("Ada")).isPresent();
    var alert = told.alerts().getFirst();
    assertThat(alert.cause()).isEqualTo(FailureCause.REVOKE_BY_HAND);
    assertThat(alert.detail()).contains("hook 1");
    assertThat(
            told.in(() ->
                    told.storage.stores().audit().list(Optional.empty(), Slice.Request.first(1)))
                .items()
                .getFirst()
                .entry()
                .reason())
        .contains("by hand");
  }

  @Test
  void where_access_is_gone_already_nothing_is_left_to_be_taken_back() {
    told.crm.notLettingGo =
        Optional.of(new CrmFailure.Persistent(FailureCause.ACCESS_REVOKED, "Not installed."));

    told.disconnect();

    assertThat(told.alerts()).isEmpty();
    assertThat(told.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
  }

  @Test
  void connecting_the_account_again_ends_the_alert() {
    told.crm.notLettingGo =
        Optional.of(new CrmFailure.Transient(FailureCause.UNAVAILABLE, "It is down."));
    told.disconnect();
    var alert = told.alerts().getFirst();

    told.connect();

    assertThat(told.alerts()).isEmpty();
    assertThat(told.in(() -> told.storage.stores().alerts().find(alert.id())).orElseThrow())
        .isInstanceOfSatisfying(
            Alert.Resolved.class, over -> assertThat(over.note()).contains("connected again"));
  }
}
