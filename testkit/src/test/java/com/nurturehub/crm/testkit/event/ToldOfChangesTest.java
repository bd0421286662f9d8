package com.nurturehub.crm.testkit.event;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.event.ReceiveWebhook.Receipt;
import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// What becomes of what a CRM tells us.
class ToldOfChangesTest {

  private final Told told = new Told();

  @BeforeEach
  void first_sync() {
    told.crm.shows(ada().inCrm(EIGHT));
    told.work();
    told.crm.asked.clear();
    told.pass(Duration.ofMinutes(20));
  }

  @Test
  void a_change_that_is_told_is_here_without_a_poll() {
    var changed = ada().surnamed("Lovelace").inCrm(told.instant());
    told.crm.shows(changed);

    assertThat(told.told(changed)).isEqualTo(Receipt.ACCEPTED);
    assertThat(told.isOverdue()).isTrue();
    told.work();

    assertThat(told.called("Ada").orElseThrow().details().name().surname()).isEqualTo("Lovelace");
    assertThat(told.crm.passes()).isZero();
    assertThat(told.waiting()).isZero();
  }

  @Test
  void somebody_new_arrives_when_told_of() {
    told.crm.shows(grace().inCrm(told.instant()));

    told.told(grace().inCrm(told.instant()));
    told.work();

    assertThat(told.called("Grace")).isPresent();
  }

  @Test
  void an_opt_out_is_in_force_as_soon_as_it_was_told_of() {
    var optedOut = ada().saying(Channel.EMAIL, ConsentStatus.DENIED).inCrm(told.instant());
    told.crm.shows(optedOut);

    told.told(optedOut);
    told.work();

    assertThat(told.called("Ada").orElseThrow().consents().on(Channel.EMAIL).status())
        .isEqualTo(ConsentStatus.DENIED);
    assertThat(told.crm.passes()).isZero();
  }

  @Test
  void a_record_is_read_once_for_all_that_is_told_of_it() {
    var changed = ada().surnamed("Lovelace").inCrm(told.instant());
    told.crm.shows(changed);

    for (var i = 0; i < 15; i++) {
      told.told(changed);
    }
    told.work();

    assertThat(told.crm.readByName()).isEqualTo(1);
    assertThat(told.waiting()).isZero();
  }

  @Test
  void what_is_told_twice_is_taken_once() {
    var changed = ada().surnamed("Lovelace").inCrm(told.instant());
    told.crm.shows(changed);

    assertThat(told.told(changed, "e")).isEqualTo(Receipt.ACCEPTED);
    assertThat(told.told(changed, "e")).isEqualTo(Receipt.DUPLICATE);
    told.work();
    assertThat(told.told(changed, "e")).isEqualTo(Receipt.DUPLICATE);

    assertThat(told.isOverdue()).isFalse();
    assertThat(told.waiting()).isZero();
  }

  @Test
  void what_was_accepted_before_a_crash_is_worked_off_after_it() {
    var changed = ada().surnamed("Lovelace").inCrm(told.instant());
    told.crm.shows(changed);
    told.crm.refusing =
        Optional.of(new CrmFailure.Transient(FailureCause.UNAVAILABLE, "It is down."));
    told.told(changed);
    told.work();
    assertThat(told.waiting()).isEqualTo(1);

    told.crm.refusing = Optional.empty();
    told.pass(Duration.ofMinutes(30));
    told.work();

    assertThat(told.called("Ada").orElseThrow().details().name().surname()).isEqualTo("Lovelace");
    assertThat(told.waiting()).isZero();
  }

  @Test
  void a_record_that_cannot_be_seen_yet_is_looked_for_again_for_a_while() {
    var late = grace().inCrm(told.instant());
    told.told(late);
    told.work();
    assertThat(told.waiting()).isEqualTo(1);

    told.crm.shows(late);
    told.pass(Duration.ofSeconds(10));
    told.work();

    assertThat(told.called("Grace")).isPresent();
    assertThat(told.waiting()).isZero();
  }

  @Test
  void a_record_that_stays_away_is_left_to_the_next_full_pass() {
    told.told(grace().inCrm(told.instant()));

    told.pass(Duration.ofMinutes(2));
    told.work();

    assertThat(told.waiting()).isZero();
    assertThat(told.called("Grace")).isEmpty();
  }

  @Test
  void a_message_that_does_not_say_who_makes_us_read_all_changes() {
    told.crm.shows(ada().surnamed("Lovelace").inCrm(told.instant()));

    told.told(new Subject.SomeContact());
    told.work();

    assertThat(told.called("Ada").orElseThrow().details().name().surname()).isEqualTo("Lovelace");
    assertThat(told.crm.passes()).isEqualTo(1);
  }

  @Test
  void lost_access_is_asked_about_and_stops_the_connection_with_an_alert() {
    told.crm.refusing =
        Optional.of(new CrmFailure.Persistent(FailureCause.ACCESS_REVOKED, "It was uninstalled."));

    told.told(new Subject.Access());
    told.work();

    assertThat(told.connection().state()).isEqualTo(ConnectionState.SUSPENDED);
    assertThat(told.alerts())
        .extracting(Alert.Open::cause)
        .containsExactly(FailureCause.ACCESS_REVOKED);
  }

  @Test
  void a_word_about_access_alone_stops_nothing() {
    told.told(new Subject.Access());
    told.work();

    assertThat(told.connection().state()).isEqualTo(ConnectionState.ACTIVE);
    assertThat(told.waiting()).isZero();
  }

  @Test
  void a_message_for_an_account_nobody_connected_is_kept_nowhere() {
    var receipt = told.told(new Subject.SomeContact(), "e", new AccountIdentity("somebody else"));

    assertThat(receipt).isEqualTo(Receipt.UNROUTABLE);
    assertThat(told.waiting()).isZero();
    assertThat(told.isOverdue()).isFalse();
  }

  @Test
  void a_message_for_an_account_that_was_let_go_of_is_kept_nowhere() {
    told.told(ada().inCrm(told.instant()));
    told.disconnect();

    assertThat(told.told(ada().inCrm(told.instant()))).isEqualTo(Receipt.UNROUTABLE);
    assertThat(told.waiting()).isZero();
  }

  @Test
  void what_is_not_proved_is_refused_and_kept_nowhere() {
    var verdicts =
        List.of(
            new Verdict.Forged(),
            new Verdict.Stale(),
            new Verdict.Malformed(),
            new Verdict.NotOffered());

    var receipts = verdicts.stream().map(told::delivered).toList();

    assertThat(receipts)
        .containsExactly(Receipt.FORGED, Receipt.STALE, Receipt.MALFORMED, Receipt.NOT_OFFERED);
    assertThat(told.waiting()).isZero();
    assertThat(told.isOverdue()).isFalse();
  }

  @Test
  void a_burst_from_many_threads_is_kept_without_loss_and_without_doubles() throws Exception {
    var many = 300;
    var receipts = Collections.synchronizedList(new ArrayList<Receipt>());
    var threads = new ArrayList<Thread>();
    told.told(new Subject.SomeContact(), "e0");
    for (var i = 0; i < many; i++) {
      var event = "e" + i / 2;
      threads.add(
          Thread.ofVirtual()
              .start(() -> receipts.add(told.told(new Subject.SomeContact(), event))));
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(receipts).hasSize(many);
    assertThat(told.waiting()).isEqualTo(1 + receipts.stream().filter(this::isNew).count());
  }

  private boolean isNew(Receipt receipt) {
    return receipt == Receipt.ACCEPTED;
  }

  @ParameterizedTest
  @Seeds(50)
  void any_order_of_messages_with_repeats_ends_the_same(long seed) {
    var first = ada().surnamed("Lovelace").inCrm(told.instant());
    var second = grace().inCrm(told.instant());
    var all = new ArrayList<Runnable>();
    for (var event : List.of("a", "b", "c")) {
      all.add(() -> told.told(first, event));
      all.add(() -> told.told(first, event));
      all.add(() -> told.told(second, event + event));
    }
    all.add(told::work);
    all.add(told::work);
    all.add(() -> told.crm.shows(second));
    Collections.shuffle(all, new Random(seed));
    told.crm.shows(first);

    all.forEach(Runnable::run);
    told.crm.shows(second);
    told.pass(Duration.ofSeconds(10));
    told.work();

    assertThat(told.called("Ada").orElseThrow().details().name().surname()).isEqualTo("Lovelace");
    assertThat(told.called("Grace")).isPresent();
    assertThat(told.waiting()).isZero();
  }

  @Test
  void before_the_first_sync_has_begun_messages_wait_for_it() {
    var fresh = new Told();
    fresh.crm.shows(ada().inCrm(EIGHT));
    fresh.told(ada().inCrm(EIGHT));

    fresh.work();
    fresh.pass(Duration.ofSeconds(10));
    fresh.work();

    assertThat(fresh.called("Ada")).isPresent();
    assertThat(fresh.waiting()).isZero();
    var id = fresh.connection().id();
    assertThat(fresh.in(() -> fresh.storage.stores().runs().latest(id)).orElseThrow().pass())
        .isEqualTo(Pass.FULL);
  }
}
