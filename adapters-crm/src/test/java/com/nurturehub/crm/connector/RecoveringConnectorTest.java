package com.nurturehub.crm.connector;

import static com.nurturehub.crm.testkit.Person.ada;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Ambiguous;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.CrmFailure.Transient;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Gone;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.testkit.Times;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecoveringConnectorTest {

  private final List<Duration> pauses = new ArrayList<>();
  private final Deque<Supplier<AccountIdentity>> answers = new ArrayDeque<>();
  private final CrmFailure busy =
      new Transient(FailureCause.UNAVAILABLE, "The CRM is not available.");
  private int calls;
  private Instant now = Times.NINE;
  private final Recovery recovery = new Recovery(this::sleep, new Random(1), () -> now);

  @Test
  void what_passes_by_itself_is_waited_out() {
    answers.add(failing(busy));
    answers.add(failing(busy));
    answers.add(() -> new AccountIdentity("RES"));

    assertThat(connector().authenticate()).isEqualTo(new AccountIdentity("RES"));
    assertThat(pauses).hasSize(2).allMatch(Duration::isPositive);
  }

  @Test
  void the_pauses_grow_with_full_jitter_and_a_bound() {
    for (int seed = 0; seed < 200; seed++) {
      pauses.clear();
      answers.clear();
      IntStream.range(0, 9).forEach(_ -> answers.add(failing(busy)));
      var seeded = new Recovery(this::sleep, new Random(seed), () -> now).around(new Scripted());

      assertThatThrownBy(seeded::authenticate).isSameAs(busy);

      for (int attempt = 1; attempt <= pauses.size(); attempt++) {
        assertThat(pauses.get(attempt - 1))
            .isBetween(Duration.ofMillis(1), Duration.ofMillis(250L << (attempt - 1)));
      }
    }
  }

  @Test
  void after_so_many_tries_the_failure_is_the_callers() {
    IntStream.range(0, 9).forEach(_ -> answers.add(failing(busy)));

    assertThatThrownBy(connector()::authenticate).isSameAs(busy);
    assertThat(calls).isEqualTo(Recovery.PAUSES.attemptsMax());
  }

  @Test
  void the_crm_is_never_asked_again_before_it_said() {
    answers.add(
        failing(new Transient(FailureCause.RATE_LIMITED, "Slow down.", Duration.ofSeconds(4))));
    answers.add(() -> new AccountIdentity("RES"));

    connector().authenticate();

    assertThat(pauses.getFirst()).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void a_wait_longer_than_anybody_should_wait_is_left_to_the_lane() {
    var tomorrow = new Transient(FailureCause.RATE_LIMITED, "Slow down.", Duration.ofHours(1));
    answers.add(failing(tomorrow));

    assertThatThrownBy(connector()::authenticate).isSameAs(tomorrow);
    assertThat(pauses).isEmpty();
  }

  @Test
  void what_a_person_must_mend_is_not_tried_again() {
    var revoked = new Persistent(FailureCause.ACCESS_REVOKED, "Not installed.");
    answers.add(failing(revoked));

    assertThatThrownBy(connector()::authenticate).isSameAs(revoked);
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void a_write_that_may_have_landed_is_never_repeated() {
    var lost = new Ambiguous(FailureCause.TIMED_OUT, "No answer.");
    answers.add(failing(lost));

    assertThatThrownBy(() -> connector().pushContact(change())).isSameAs(lost);
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void a_write_that_was_turned_away_is_made_again() {
    answers.add(failing(busy));
    answers.add(() -> new AccountIdentity("RES"));

    assertThat(connector().pushContact(change())).isEqualTo(new Gone());
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void registering_for_messages_is_tried_again_as_well() {
    answers.add(failing(busy));
    answers.add(() -> new AccountIdentity("RES"));

    var feed =
        connector()
            .subscribeToEvents(
                new EventHandler(
                    URI.create("https://hub.example/webhooks/reapit"),
                    new ConnectionId(new UUID(1, 1))));

    assertThat(feed).isEqualTo(new ChangeFeed.PollingOnly());
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void each_page_is_tried_for_itself() {
    answers.add(failing(busy));
    answers.add(() -> new AccountIdentity("RES"));
    answers.add(failing(busy));
    answers.add(() -> new AccountIdentity("RES"));

    try (var pages = connector().listContacts(new Reading.Everything(SyncCursor.START))) {
      pages.next();
      pages.next();
    }

    assertThat(calls).isEqualTo(4);
  }

  @Test
  void a_crm_that_fails_again_and_again_is_left_alone_for_a_while_by_this_connection_alone() {
    var ill = recovery.around(new Scripted(), "ill");
    IntStream.range(0, 40).forEach(_ -> answers.add(failing(busy)));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(ill::authenticate).isInstanceOf(Transient.class);
    }
    var asked = calls;

    assertThatThrownBy(ill::authenticate)
        .isInstanceOf(Transient.class)
        .hasMessageContaining("left alone");
    assertThat(calls).isEqualTo(asked);

    answers.clear();
    answers.add(() -> new AccountIdentity("DXX"));
    assertThat(recovery.around(new Scripted(), "well").authenticate())
        .isEqualTo(new AccountIdentity("DXX"));

    now = now.plus(Duration.ofMinutes(1));
    answers.add(() -> new AccountIdentity("RES"));
    assertThat(ill.authenticate()).isEqualTo(new AccountIdentity("RES"));
  }

  private void sleep(Duration pause) {
    pauses.add(pause);
    now = now.plus(pause);
  }

  private CRMConnector connector() {
    return recovery.around(new Scripted());
  }

  private static Supplier<AccountIdentity> failing(CrmFailure failure) {
    return () -> {
      throw failure;
    };
  }

  private static ContactChange change() {
    var contact = ada().inHub(Times.NINE);
    return new ContactChange.Create(
        contact, contact.details(), PushContent.NOTHING, Map.of(), false);
  }

  /// Answers every call as was written down for it.
  private final class Scripted implements CRMConnector {

    private AccountIdentity answer() {
      calls++;
      return answers.removeFirst().get();
    }

    @Override
    public AccountIdentity authenticate() {
      return answer();
    }

    @Override
    public ContactPages listContacts(Reading reading) {
      return new ContactPages() {
        @Override
        public Optional<ContactPage> next() {
          return Optional.of(answer()).flatMap(_ -> Optional.empty());
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public PushResult pushContact(ContactChange change) {
      return Optional.of(answer()).map(_ -> new Gone()).orElseThrow();
    }

    @Override
    public ChangeFeed subscribeToEvents(EventHandler handler) {
      return Optional.of(answer()).map(_ -> new ChangeFeed.PollingOnly()).orElseThrow();
    }
  }
}
