package com.nurturehub.crm.domain.push;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Times.ELEVEN;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PushIntentTest {

  private static final PushContent SURNAME =
      new PushContent(Set.of(ContactField.SURNAME), Set.of(), Set.of(), Set.of());
  private static final PushContent OPT_OUT =
      new PushContent(Set.of(), Set.of(), Set.of(Channel.EMAIL), Set.of());
  private static final PushContent SCORE = PushContent.of(Set.of(SignalKind.SCORE));

  private static Due due(PushContent content, boolean urgent, Instant queuedAt, Instant notBefore) {
    return Due.queued(
        new PushId(UUID.randomUUID()),
        ada().id(),
        new ConnectionId(new UUID(0, 1)),
        content,
        urgent,
        queuedAt,
        notBefore);
  }

  @Test
  void a_newer_change_joins_and_the_push_keeps_its_place_in_the_queue() {
    var first = due(SURNAME, false, NINE, TEN);

    var joined = first.joinedBy(due(SCORE, false, TEN, ELEVEN));

    assertThat(joined.id()).isEqualTo(first.id());
    assertThat(joined.queuedAt()).isEqualTo(NINE);
    assertThat(joined.notBefore()).isEqualTo(TEN);
    assertThat(joined.content()).isEqualTo(SURNAME.and(SCORE));
  }

  @Test
  void what_joins_is_known_by_the_revision() {
    var first = due(SURNAME, false, NINE, TEN);

    assertThat(first.joinedBy(due(SCORE, false, TEN, ELEVEN)).revision())
        .isEqualTo(first.revision() + 1);
  }

  @Test
  void an_opt_out_makes_the_whole_push_urgent_and_does_not_wait() {
    var joined = due(SCORE, false, NINE, ELEVEN).joinedBy(due(OPT_OUT, true, TEN, TEN));

    assertThat(joined.urgent()).isTrue();
    assertThat(joined.notBefore()).isEqualTo(TEN);
    assertThat(joined.joinedBy(due(SCORE, false, TEN, ELEVEN)).urgent()).isTrue();
  }

  @Test
  void a_push_that_waits_after_a_failure_goes_on_waiting_unless_an_opt_out_joins_it() {
    var waiting = due(SURNAME, false, NINE, NINE).again(ELEVEN, false);
    var optOut = waiting.joinedBy(due(OPT_OUT, true, TEN, TEN));

    assertThat(waiting.joinedBy(due(SCORE, false, TEN, TEN)).notBefore()).isEqualTo(ELEVEN);
    assertThat(optOut.notBefore()).isEqualTo(TEN);
    assertThat(waiting.owing(SURNAME.and(OPT_OUT), true, TEN).notBefore()).isEqualTo(TEN);
    assertThat(optOut.again(ELEVEN, false).joinedBy(due(OPT_OUT, true, TEN, TEN)).notBefore())
        .isEqualTo(ELEVEN);
  }

  @Test
  void a_firewall_parts_what_may_pass_from_what_it_holds() {
    var push = due(SURNAME.and(OPT_OUT).and(SCORE), true, NINE, NINE);

    assertThat(push.content().withoutWrites()).isEqualTo(OPT_OUT.and(SCORE));
    assertThat(push.holdingWrites().content()).isEqualTo(SURNAME);
    assertThat(push.holdingWrites().urgent()).isFalse();
    assertThat(push.holdingWrites().id()).isEqualTo(push.id());
  }

  @Test
  void each_failed_attempt_is_counted_and_a_lost_answer_is_remembered() {
    var tried = due(SURNAME, false, NINE, NINE).again(TEN, true).again(ELEVEN, false);

    assertThat(tried.attempts()).isEqualTo(2);
    assertThat(tried.uncertain()).isTrue();
    assertThat(tried.notBefore()).isEqualTo(ELEVEN);
  }

  @Test
  void a_push_that_was_set_aside_can_be_retried_and_still_knows_that_it_may_have_landed() {
    var aside =
        due(SURNAME, true, NINE, NINE)
            .again(TEN, true)
            .setAside(FailureCause.PUSH_REJECTED, "surname: too long", TEN);

    var retried = aside.retried(ELEVEN);

    assertThat(retried.notBefore()).isEqualTo(ELEVEN);
    assertThat(retried.attempts()).isZero();
    assertThat(retried.uncertain()).isTrue();
    assertThat(retried.urgent()).isTrue();
    assertThat(retried.content()).isEqualTo(SURNAME);
  }

  @Test
  void a_push_ends_delivered_or_superseded_with_what_it_was_about() {
    var push = due(SURNAME, false, NINE, NINE);

    assertThat(push.delivered(TEN, "found on retry"))
        .isEqualTo(
            new PushIntent.Delivered(
                push.id(),
                push.contact(),
                push.connection(),
                SURNAME,
                NINE,
                TEN,
                "found on retry"));
    assertThat(push.superseded("a conflict the CRM won", TEN).by())
        .isEqualTo("a conflict the CRM won");
  }

  @Test
  void what_a_comparison_found_owed_replaces_fields_and_consents_but_not_signals() {
    var content = SURNAME.and(OPT_OUT).and(SCORE);

    var now = content.nowOwing(Set.of(ContactField.PHONES), Set.of(ContactField.PHONES), Set.of());

    assertThat(now)
        .isEqualTo(
            new PushContent(
                Set.of(ContactField.PHONES),
                Set.of(ContactField.PHONES),
                Set.of(),
                Set.of(SignalKind.SCORE)));
    assertThat(content.nowOwing(Set.of(), Set.of(), Set.of()).isEmpty()).isFalse();
  }

  @Test
  void only_shared_fields_are_a_change_people_would_see() {
    assertThat(SURNAME.changesSharedFields()).isTrue();
    assertThat(OPT_OUT.and(SCORE).changesSharedFields()).isFalse();
    assertThat(PushContent.NOTHING.isEmpty()).isTrue();
  }
}
