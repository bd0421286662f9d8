package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.SEVEN;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.link.ContactLinks.Known;
import com.nurturehub.crm.application.link.ContactLinks.Linked;
import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.link.Attempt;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.InSync;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.link.Told;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
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

/// What every implementation of [com.nurturehub.crm.application.link.ContactLinks] promises.
public interface ContactLinksContract {

  Storage storage();

  /// An agency that knows Ada and Grace, and Reapit knows them too.
  private Office acquainted() {
    var office = Office.in(storage());
    office.run(() -> {
      office.stores().contacts().add(List.of(ada().inHub(SEVEN), grace().inHub(SEVEN)));
      office
          .stores()
          .links()
          .keep(
              List.of(Office.link(ada(), office.reapit()), Office.link(grace(), office.reapit())));
    });
    return office;
  }

  private static void keep(Office office, ContactLink... links) {
    office.run(() -> office.stores().links().keep(List.of(links)));
  }

  private static Optional<ContactLink> find(Office office, Person person) {
    var found =
        office.get(() -> office.stores().links().find(office.reapit(), List.of(person.id())));
    return Optional.ofNullable(found.get(person.id()));
  }

  private static Known known(Office office, Map<ExternalId, Fingerprint> shown) {
    return office.get(() -> office.stores().links().known(office.reapit(), shown));
  }

  @Test
  default void a_link_is_found_as_it_was_kept() {
    var office = acquainted();
    var link =
        new ContactLink(
            ada().id(),
            office.reapit(),
            ada().externalId(),
            new Base(ada().surnamed("mcdonald").details(), ada().surnamed("Mcdonald").details()),
            new ConsentBase(
                Map.of(
                    Channel.EMAIL,
                    new Pair(
                        new Consent(ConsentStatus.DENIED, NINE),
                        new Consent(ConsentStatus.GRANTED, EIGHT))),
                TEN,
                NINE),
            Fingerprint.NONE,
            12,
            EIGHT,
            Optional.empty(),
            Optional.of("a household"),
            Presence.ARCHIVED,
            new Told(NINE, true, ContactStatus.HOT),
            Optional.of(
                new Attempt(
                    ada().surnamed("'Lovelace' \\ \"أ\"").details(),
                    ada().surnamed("Love").at().on().details(),
                    Set.of(ContactField.SURNAME, ContactField.EMAILS),
                    Map.of(Channel.EMAIL, new Consent(ConsentStatus.DENIED, NINE)),
                    TEN)));

    keep(office, link);

    assertThat(find(office, ada())).contains(link);
  }

  @Test
  default void an_attempt_to_tell_nothing_but_a_signal_is_found_as_it_was_kept() {
    var office = acquainted();
    var attempt = new Attempt(ada().details(), ada().details(), Set.of(), Map.of(), TEN);
    var link = Office.link(ada(), office.reapit()).attempting(attempt);

    keep(office, link);
    assertThat(find(office, ada())).contains(link);
    keep(office, link.attemptingNothing());
    assertThat(find(office, ada())).contains(link.attemptingNothing());
  }

  @Test
  default void a_link_that_was_just_made_is_found_as_it_was_kept() {
    var office = acquainted();
    var link =
        new ContactLink(
            ada().id(),
            office.reapit(),
            ada().externalId(),
            new Base(ada().details(), ada().details()),
            new ConsentBase(Map.of(), Instant.EPOCH, Instant.EPOCH),
            Fingerprint.of(ada().inCrm(NINE)),
            1,
            Instant.EPOCH,
            Optional.of("W/\"x\""),
            Optional.empty(),
            Presence.LIVE,
            Told.NOTHING);

    keep(office, link);

    assertThat(find(office, ada())).contains(link);
  }

  @Test
  default void keeping_again_replaces() {
    var office = acquainted();
    var moved = Office.link(ada(), office.reapit()).with(Presence.GONE);

    keep(office, moved);

    assertThat(find(office, ada())).contains(moved);
    assertThat(office.<Long>get(() -> office.stores().links().count(office.reapit()))).isEqualTo(2);
  }

  @Test
  default void one_contact_is_not_linked_twice_to_one_connection() {
    var office = acquainted();
    var second = Office.link(ada().forenamed("Zoe"), office.reapit());
    var twice =
        new ContactLink(
            ada().id(),
            office.reapit(),
            second.externalId(),
            second.base(),
            second.consents(),
            second.seen(),
            1,
            SEVEN,
            Optional.empty(),
            Optional.empty(),
            Presence.LIVE,
            Told.NOTHING);

    assertThatThrownBy(() -> keep(office, twice)).isInstanceOf(RuntimeException.class);
    assertThat(find(office, ada())).contains(Office.link(ada(), office.reapit()));
  }

  @Test
  default void one_contact_may_be_linked_to_several_connections() {
    var office = acquainted();
    keep(office, Office.link(ada(), office.street()));

    var links = office.get(() -> office.stores().links().of(List.of(ada().id())));

    assertThat(links)
        .containsExactlyInAnyOrder(
            Office.link(ada(), office.reapit()), Office.link(ada(), office.street()));
  }

  @Test
  default void what_was_compared_before_and_has_not_moved_is_settled() {
    var office = acquainted();

    var known =
        known(
            office,
            Map.of(
                ada().externalId(), Fingerprint.of(ada().inCrm(SEVEN)),
                grace().externalId(), Fingerprint.of(grace().inCrm(SEVEN))));

    assertThat(known)
        .isEqualTo(new Known(Set.of(ada().externalId(), grace().externalId()), Map.of()));
  }

  @Test
  default void what_moved_at_the_crm_comes_with_link_and_contact() {
    var office = acquainted();

    var known =
        known(
            office, Map.of(ada().externalId(), Fingerprint.of(ada().surnamed("King").inCrm(NINE))));

    assertThat(known)
        .isEqualTo(
            new Known(
                Set.of(),
                Map.of(
                    ada().externalId(),
                    new Linked(
                        Office.link(ada(), office.reapit()), ada().inHub(SEVEN).atVersion(1)))));
  }

  @Test
  default void what_moved_here_comes_with_link_and_contact() {
    var office = acquainted();
    var edited = ada().inHub(SEVEN).atVersion(1).edited(ada().surnamed("King").details(), NINE);
    office.run(() -> office.stores().contacts().replace(List.of(edited)));

    var known = known(office, Map.of(ada().externalId(), Fingerprint.of(ada().inCrm(SEVEN))));

    assertThat(known.settled()).isEmpty();
    assertThat(known.moved().get(ada().externalId()))
        .isEqualTo(new Linked(Office.link(ada(), office.reapit()), edited.atVersion(2)));
  }

  @Test
  default void a_new_score_alone_moves_nothing() {
    var office = acquainted();
    var contact = ada().inHub(SEVEN).atVersion(1);
    var scored = contact.with(contact.signals().with(new Signal.ScoreChanged(9, false, NINE)));
    office.run(() -> office.stores().contacts().replace(List.of(scored)));

    var known = known(office, Map.of(ada().externalId(), Fingerprint.of(ada().inCrm(SEVEN))));

    assertThat(known.settled()).containsExactly(ada().externalId());
  }

  @Test
  default void strangers_are_neither_settled_nor_moved() {
    var office = acquainted();

    var known =
        known(
            office,
            Map.of(
                new ExternalId("ZZZ"),
                Fingerprint.NONE,
                new ExternalId("'; --"),
                Fingerprint.NONE));

    assertThat(known).isEqualTo(new Known(Set.of(), Map.of()));
    assertThat(known(office, Map.of())).isEqualTo(new Known(Set.of(), Map.of()));
  }

  @Test
  default void a_link_of_somebody_who_was_forgotten_meanwhile_is_not_kept() {
    var office = acquainted();
    var link = find(office, ada()).orElseThrow();
    office.run(() -> office.stores().contacts().erase(ada().id()));

    keep(office, link, Office.link(grace(), office.reapit()).with(Presence.ARCHIVED));

    assertThat(find(office, ada())).isEmpty();
    assertThat(find(office, grace()).orElseThrow().presence()).isEqualTo(Presence.ARCHIVED);
    assertThat(office.<Long>get(() -> office.stores().links().count(office.reapit()))).isEqualTo(1);
  }

  @Test
  default void each_connection_has_external_ids_of_its_own() {
    var office = acquainted();

    var known =
        office.get(() ->
            office
                .stores()
                .links()
                .known(
                    office.street(),
                    Map.of(ada().externalId(), Fingerprint.of(ada().inCrm(SEVEN)))));

    assertThat(known).isEqualTo(new Known(Set.of(), Map.of()));
    assertThat(office.<Long>get(() -> office.stores().links().count(office.street()))).isZero();
  }

  @Test
  default void another_agencys_links_are_neither_seen_nor_touched() {
    var office = acquainted();
    var neighbour = office.neighbour();

    assertThat(
            neighbour.get(() ->
                neighbour
                    .stores()
                    .links()
                    .known(
                        office.reapit(),
                        Map.of(ada().externalId(), Fingerprint.of(ada().inCrm(SEVEN))))))
        .isEqualTo(new Known(Set.of(), Map.of()));
    assertThat(neighbour.get(() -> neighbour.stores().links().of(List.of(ada().id())))).isEmpty();
    neighbour.run(() ->
        neighbour
            .stores()
            .links()
            .keep(List.of(Office.link(ada(), office.reapit()).with(Presence.GONE))));

    assertThat(find(office, ada())).contains(Office.link(ada(), office.reapit()));
  }

  private static InSync inSync(Office office) {
    return office.get(() -> office.stores().links().inSync(office.reapit()));
  }

  private static Due push(Person person, ConnectionId connection, PushContent content) {
    return Due.queued(
        new PushId(UUID.randomUUID()), person.id(), connection, content, false, NINE, TEN);
  }

  private static PushContent changing(ContactField field) {
    return new PushContent(Set.of(field), Set.of(), Set.of(), Set.of());
  }

  @Test
  default void everybody_of_whom_nothing_waits_is_in_sync() {
    var office = acquainted();
    office.run(() ->
        office
            .stores()
            .outbox()
            .queue(
                List.of(
                    push(ada(), office.reapit(), PushContent.of(Set.of(SignalKind.SCORE))),
                    push(grace(), office.street(), changing(ContactField.SURNAME)))));

    assertThat(inSync(office)).isEqualTo(new InSync(2, 2));
  }

  @Test
  default void who_waits_for_a_change_to_be_told_is_not_in_sync() {
    var office = acquainted();
    var denial = new PushContent(Set.of(), Set.of(), Set.of(Channel.EMAIL), Set.of());
    office.run(() ->
        office
            .stores()
            .outbox()
            .queue(
                List.of(
                    push(ada(), office.reapit(), changing(ContactField.SURNAME)),
                    push(grace(), office.reapit(), denial))));

    assertThat(inSync(office)).isEqualTo(new InSync(0, 2));
  }

  @Test
  default void whose_change_was_set_aside_is_not_in_sync_and_after_its_delivery_is() {
    var office = acquainted();
    var outbox = office.stores().outbox();
    var refused = push(ada(), office.reapit(), PushContent.of(Set.of(SignalKind.SCORE)));
    var told = push(grace(), office.reapit(), changing(ContactField.SURNAME));
    office.run(() -> {
      outbox.queue(List.of(refused, told));
      outbox.settle(
          List.of(
              new Settlement(
                  refused, refused.setAside(FailureCause.PUSH_REJECTED, "No room.", TEN)),
              new Settlement(told, told.delivered(TEN, ""))));
    });

    assertThat(inSync(office)).isEqualTo(new InSync(1, 2));
  }

  @Test
  default void whom_a_person_must_change_at_the_crm_is_not_in_sync_until_it_is_done() {
    var office = acquainted();
    var byHand = office.stores().handChanges();
    office.run(() ->
        byHand.ask(
            List.of(
                ChangeByHand.of(
                    ada().id(), office.reapit(), ContactField.EMAILS, "a@x.org", NINE))));

    assertThat(inSync(office)).isEqualTo(new InSync(1, 2));

    office.run(() ->
        byHand.close(office.reapit(), Map.of(ada().id(), Set.of(ContactField.EMAILS.name())), TEN));

    assertThat(inSync(office)).isEqualTo(new InSync(2, 2));
  }

  @Test
  default void whose_record_cannot_be_read_is_not_in_sync() {
    var office = acquainted();
    office.run(() ->
        office
            .stores()
            .quarantine()
            .put(
                office.reapit(),
                new SyncRunId(UUID.randomUUID()),
                List.of(
                    new Quarantined(Optional.of(ada().externalId().value()), "No name.", "{}"),
                    new Quarantined(Optional.of("a stranger"), "No name.", "{}"),
                    new Quarantined(Optional.empty(), "No id.", "{}")),
                NINE));

    assertThat(inSync(office)).isEqualTo(new InSync(1, 2));
  }

  @Test
  default void whoever_waits_for_several_things_counts_once() {
    var office = acquainted();
    office.run(() -> {
      office
          .stores()
          .outbox()
          .queue(List.of(push(ada(), office.reapit(), changing(ContactField.SURNAME))));
      office
          .stores()
          .handChanges()
          .ask(
              List.of(
                  ChangeByHand.of(ada().id(), office.reapit(), ContactField.EMAILS, "", NINE),
                  ChangeByHand.of(ada().id(), office.reapit(), ContactField.PHONES, "", NINE)));
    });

    assertThat(inSync(office)).isEqualTo(new InSync(1, 2));
  }

  @Test
  default void who_is_gone_from_the_crm_has_nothing_to_be_in_sync_with() {
    var office = acquainted();
    keep(office, Office.link(ada(), office.reapit()).with(Presence.GONE));
    office.run(() ->
        office
            .stores()
            .outbox()
            .queue(List.of(push(ada(), office.reapit(), changing(ContactField.SURNAME)))));

    assertThat(inSync(office)).isEqualTo(new InSync(1, 1));
  }

  @Test
  default void who_waits_to_be_made_known_to_the_crm_is_not_counted() {
    var office = acquainted();
    office.run(() ->
        office
            .stores()
            .outbox()
            .queue(List.of(push(ada(), office.street(), changing(ContactField.SURNAME)))));

    assertThat(office.get(() -> office.stores().links().inSync(office.street())))
        .isEqualTo(new InSync(0, 0));
  }
}
