package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.Approvals.Answer;
import com.nurturehub.crm.application.sync.Approvals.Kind;
import com.nurturehub.crm.application.sync.Approvals.Question;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every implementation of [Approvals] promises.
public interface ApprovalsContract {

  Slice.Request PLENTY = Slice.Request.first(50);

  Storage storage();

  private static Question question(ConnectionId connection, Kind kind, long affected, Instant at) {
    return new Question(
        UUID.randomUUID(), connection, kind, affected, 1_000, at, Answer.NONE, false);
  }

  private static Question ask(Office office, Question question) {
    return office.get(() -> office.stores().approvals().ask(question));
  }

  private static List<Question> questions(Office office) {
    return office.get(() -> office.stores().approvals().open(PLENTY)).items();
  }

  private static Optional<Question> latest(Office office, Kind kind) {
    return office.get(() -> office.stores().approvals().latest(office.reapit(), kind));
  }

  @Test
  default void a_question_is_open_as_it_was_asked() {
    var office = Office.in(storage());
    var question = question(office.reapit(), Kind.DELETIONS, 70, NINE);

    assertThat(ask(office, question)).isEqualTo(question);

    assertThat(questions(office)).containsExactly(question);
    assertThat(latest(office, Kind.DELETIONS)).contains(question);
    assertThat(office.get(() -> office.stores().approvals().find(question.id())))
        .contains(question);
    assertThat(latest(office, Kind.WRITES)).isEmpty();
  }

  @Test
  default void asking_again_brings_the_figures_up_to_date() {
    var office = Office.in(storage());
    var first = ask(office, question(office.reapit(), Kind.WRITES, 70, NINE));

    var stands = ask(office, question(office.reapit(), Kind.WRITES, 90, TEN));

    assertThat(stands)
        .isEqualTo(
            new Question(
                first.id(), office.reapit(), Kind.WRITES, 90, 1_000, NINE, Answer.NONE, false));
    assertThat(questions(office)).containsExactly(stands);
  }

  @Test
  default void an_answered_question_is_open_no_more_and_may_be_asked_anew() {
    var office = Office.in(storage());
    var first = ask(office, question(office.reapit(), Kind.WRITES, 70, NINE));
    var answered = first.answered(Answer.APPROVED).used();

    office.run(() -> office.stores().approvals().keep(answered));
    assertThat(questions(office)).isEmpty();
    assertThat(latest(office, Kind.WRITES)).contains(answered);
    var second = ask(office, question(office.reapit(), Kind.WRITES, 90, TEN));

    assertThat(latest(office, Kind.WRITES)).contains(second);
    assertThat(office.get(() -> office.stores().approvals().find(first.id()))).contains(answered);
  }

  @Test
  default void a_question_is_not_answered_while_somebody_decides_whether_to_ask_anew()
      throws Exception {
    var office = Office.in(storage());
    var approvals = office.stores().approvals();
    var asked = ask(office, question(office.reapit(), Kind.WRITES, 70, NINE));
    var approved = asked.answered(Answer.APPROVED);
    var isLookedAt = new CountDownLatch(1);
    var isAnswered = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var deciding =
          threads.submit(() ->
              office.<Boolean>get(() -> {
                var _ = approvals.latest(office.reapit(), Kind.WRITES);
                isLookedAt.countDown();
                var answeredMeanwhile = Waiting.awhile(isAnswered);
                approvals.ask(question(office.reapit(), Kind.WRITES, 90, TEN));
                return answeredMeanwhile;
              }));
      isLookedAt.await();
      office.run(() -> {
        approvals.keep(approved);
        isAnswered.countDown();
      });

      assertThat(deciding.get()).isFalse();
    }
    assertThat(latest(office, Kind.WRITES)).contains(approved);
    assertThat(questions(office)).isEmpty();
  }

  @Test
  default void another_agencys_questions_are_not_seen() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();

    var question = ask(office, question(office.reapit(), Kind.WRITES, 70, NINE));

    assertThat(questions(neighbour)).isEmpty();
    assertThat(neighbour.get(() -> neighbour.stores().approvals().find(question.id()))).isEmpty();
  }
}
