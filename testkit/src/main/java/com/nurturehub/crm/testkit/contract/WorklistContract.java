package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.application.sync.Approvals.Answer;
import com.nurturehub.crm.application.sync.Approvals.Kind;
import com.nurturehub.crm.application.sync.Approvals.Question;
import com.nurturehub.crm.application.sync.Quarantine;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.testkit.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every implementation of the stores behind a person's worklist promises: changes to make by
/// hand, possible duplicates, what firewalls asked, and what could not be taken.
public interface WorklistContract {

  Slice.Request PLENTY = Slice.Request.first(50);

  Storage storage();

  // Changes by hand

  private static ChangeByHand change(
      Person person, ConnectionId connection, ContactField field, String value, Instant since) {
    return ChangeByHand.of(person.id(), connection, field, value, since);
  }

  private static void ask(Office office, ChangeByHand... items) {
    office.run(() -> office.stores().handChanges().ask(List.of(items)));
  }

  private static List<HandChanges.Item> byHand(Office office) {
    return office.get(() -> office.stores().handChanges().open(PLENTY)).items();
  }

  @Test
  default void a_change_that_was_asked_for_is_open() {
    var office = Office.in(storage());
    var asked = change(ada(), office.reapit(), ContactField.EMAILS, "a@x.org, b@x.org", NINE);

    ask(office, asked);

    var item = byHand(office).getFirst();
    assertThat(item.change()).isEqualTo(asked);
    assertThat(office.get(() -> office.stores().handChanges().find(item.id()))).contains(item);
  }

  @Test
  default void asking_again_brings_the_value_up_to_date() {
    var office = Office.in(storage());
    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "old@x.org", EIGHT));
    var before = byHand(office).getFirst();

    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "new@x.org", TEN));

    assertThat(byHand(office))
        .containsExactly(
            new HandChanges.Item(
                before.id(),
                change(ada(), office.reapit(), ContactField.EMAILS, "new@x.org", EIGHT)));
  }

  @Test
  default void changes_of_others_elsewhere_and_of_other_subjects_stay_apart() {
    var office = Office.in(storage());

    ask(
        office,
        change(ada(), office.reapit(), ContactField.EMAILS, "1", NINE),
        change(ada(), office.reapit(), ContactField.PHONES, "2", NINE),
        change(ada(), office.street(), ContactField.EMAILS, "3", NINE),
        change(grace(), office.reapit(), ContactField.EMAILS, "4", NINE));

    assertThat(byHand(office)).hasSize(4);
  }

  @Test
  default void a_change_closes_when_both_sides_show_its_subject_alike() {
    var office = Office.in(storage());
    ask(
        office,
        change(ada(), office.reapit(), ContactField.EMAILS, "1", NINE),
        change(ada(), office.street(), ContactField.EMAILS, "2", NINE),
        change(grace(), office.reapit(), ContactField.PHONES, "3", NINE));

    office.run(() ->
        office
            .stores()
            .handChanges()
            .close(
                office.reapit(),
                Map.of(ada().id(), Set.of("EMAILS", "TITLE"), grace().id(), Set.of("EMAILS")),
                TEN));

    assertThat(byHand(office))
        .extracting(i -> i.change().value())
        .containsExactlyInAnyOrder("2", "3");
  }

  @Test
  default void a_person_says_that_a_change_is_done_once() {
    var office = Office.in(storage());
    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "1", NINE));
    var item = byHand(office).getFirst();

    assertThat(done(office, item.id())).isTrue();
    assertThat(done(office, item.id())).isFalse();
    assertThat(done(office, UUID.randomUUID())).isFalse();
    assertThat(byHand(office)).isEmpty();
    assertThat(office.get(() -> office.stores().handChanges().find(item.id()))).isEmpty();
  }

  private static boolean done(Office office, UUID id) {
    return office.get(() -> office.stores().handChanges().done(id, "jo", TEN));
  }

  @Test
  default void a_change_that_was_closed_may_be_asked_for_again() {
    var office = Office.in(storage());
    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "1", NINE));
    done(office, byHand(office).getFirst().id());

    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "2", TEN));

    assertThat(byHand(office))
        .extracting(HandChanges.Item::change)
        .containsExactly(change(ada(), office.reapit(), ContactField.EMAILS, "2", TEN));
  }

  // Duplicates

  private static void propose(Office office, String reason, ContactId... people) {
    office.run(() -> office.stores().duplicates().propose(Set.of(people), reason, NINE));
  }

  private static List<Duplicates.Proposal> proposals(Office office) {
    return office.get(() -> office.stores().duplicates().open(PLENTY)).items();
  }

  @Test
  default void a_proposal_is_open_as_it_was_made_and_made_once() {
    var office = Office.in(storage());

    propose(office, "The e-mail address is the same.", ada().id(), grace().id());
    propose(office, "A phone number is the same.", grace().id(), ada().id());

    var proposal = proposals(office).getFirst();
    assertThat(proposals(office)).hasSize(1);
    assertThat(proposal.contacts()).containsExactlyInAnyOrder(ada().id(), grace().id());
    assertThat(proposal.reason()).isEqualTo("The e-mail address is the same.");
    assertThat(proposal.at()).isEqualTo(NINE);
  }

  @Test
  default void others_among_the_same_people_are_another_proposal() {
    var office = Office.in(storage());
    var zoe = ada().forenamed("Zoe");

    propose(office, "", ada().id(), grace().id());
    propose(office, "", ada().id(), grace().id(), zoe.id());

    assertThat(proposals(office)).hasSize(2);
  }

  @Test
  default void people_who_were_kept_apart_are_not_proposed_again() {
    var office = Office.in(storage());
    propose(office, "", ada().id(), grace().id());

    office.run(() -> office.stores().duplicates().keepApart(Set.of(grace().id(), ada().id()), TEN));
    propose(office, "", ada().id(), grace().id());

    assertThat(proposals(office)).isEmpty();
  }

  @Test
  default void people_may_be_kept_apart_whom_nobody_proposed() {
    var office = Office.in(storage());

    office.run(() -> office.stores().duplicates().keepApart(Set.of(grace().id(), ada().id()), TEN));
    propose(office, "", ada().id(), grace().id());

    assertThat(proposals(office)).isEmpty();
  }

  // Approvals

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

  // Quarantine

  private static Quarantined unreadable(String id, String reason) {
    return new Quarantined(Optional.of(id), reason, "{\"id\": \"%s\"}".formatted(id));
  }

  private static void put(Office office, SyncRunId run, Instant at, Quarantined... records) {
    office.run(() -> office.stores().quarantine().put(office.reapit(), run, List.of(records), at));
  }

  private static List<Quarantine.Entry> quarantined(Office office) {
    return office.get(() -> office.stores().quarantine().list(PLENTY)).items();
  }

  private static long count(Office office, ConnectionId connection) {
    return office.get(() -> office.stores().quarantine().count(connection));
  }

  @Test
  default void a_record_that_could_not_be_taken_is_found_as_it_was_put() {
    var office = Office.in(storage());
    var run = new SyncRunId(UUID.randomUUID());
    var record =
        new Quarantined(Optional.of("X1"), "a name \u0000 \uD800 of 10 MB", "\uD800{\u0000");

    put(office, run, NINE, record);

    var entry = quarantined(office).getFirst();
    assertThat(entry)
        .isEqualTo(new Quarantine.Entry(entry.id(), office.reapit(), run, record, NINE));
    assertThat(office.get(() -> office.stores().quarantine().find(entry.id()))).contains(entry);
    assertThat(count(office, office.reapit())).isEqualTo(1);
    assertThat(count(office, office.street())).isZero();
  }

  @Test
  default void a_record_that_fails_again_is_one_entry_brought_up_to_date() {
    var office = Office.in(storage());
    var second = new SyncRunId(UUID.randomUUID());
    put(office, new SyncRunId(UUID.randomUUID()), NINE, unreadable("X1", "no name"));

    put(office, second, TEN, unreadable("X1", "a bad date"));

    assertThat(quarantined(office)).hasSize(1);
    assertThat(quarantined(office).getFirst().quarantined().reason()).isEqualTo("a bad date");
    assertThat(quarantined(office).getFirst().run()).isEqualTo(second);
    assertThat(quarantined(office).getFirst().at()).isEqualTo(TEN);
  }

  @Test
  default void records_without_an_id_are_told_apart_by_what_was_sent() {
    var office = Office.in(storage());
    var run = new SyncRunId(UUID.randomUUID());
    var one = new Quarantined(Optional.empty(), "no id", "{\"a\": 1}");
    var other = new Quarantined(Optional.empty(), "no id", "{\"a\": 2}");

    put(office, run, NINE, one, other);
    put(office, run, TEN, one);

    assertThat(quarantined(office)).hasSize(2);
  }

  @Test
  default void what_could_be_taken_after_all_is_released() {
    var office = Office.in(storage());
    var run = new SyncRunId(UUID.randomUUID());
    put(office, run, NINE, unreadable("X1", ""), unreadable("X2", ""));

    office.run(() ->
        office
            .stores()
            .quarantine()
            .release(office.reapit(), List.of(new ExternalId("X1"), new ExternalId("Z9"))));

    assertThat(quarantined(office))
        .extracting(entry -> entry.quarantined().externalId())
        .containsExactly(Optional.of("X2"));
  }

  @Test
  default void another_agencys_worklist_is_not_seen() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    ask(office, change(ada(), office.reapit(), ContactField.EMAILS, "1", NINE));
    propose(office, "", ada().id(), grace().id());
    var question = ask(office, question(office.reapit(), Kind.WRITES, 70, NINE));
    put(office, new SyncRunId(UUID.randomUUID()), NINE, unreadable("X1", ""));

    assertThat(byHand(neighbour)).isEmpty();
    assertThat(proposals(neighbour)).isEmpty();
    assertThat(questions(neighbour)).isEmpty();
    assertThat(quarantined(neighbour)).isEmpty();
    assertThat(neighbour.get(() -> neighbour.stores().approvals().find(question.id()))).isEmpty();
    assertThat(done(neighbour, byHand(office).getFirst().id())).isFalse();
    assertThat(count(neighbour, office.reapit())).isZero();
  }
}
