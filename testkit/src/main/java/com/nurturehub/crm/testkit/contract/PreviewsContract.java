package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.SEVEN;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.Previews.Counts;
import com.nurturehub.crm.application.sync.Previews.Item;
import com.nurturehub.crm.application.sync.Previews.Part;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.Match;
import com.nurturehub.crm.domain.link.Match.Ground;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.testkit.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every implementation of [com.nurturehub.crm.application.sync.Previews] promises.
public interface PreviewsContract {

  Slice.Request PLENTY = Slice.Request.first(50);

  Storage storage();

  /// An agency that knows Ada and Grace, and Reapit knows so many of them.
  private Office knownToReapit(Person... people) {
    var office = Office.in(storage());
    office.run(() -> {
      office.stores().contacts().add(List.of(ada().inHub(SEVEN), grace().inHub(SEVEN)));
      for (var person : people) {
        office.stores().links().keep(List.of(Office.link(person, office.reapit())));
      }
    });
    return office;
  }

  private static void matched(Office office, Person person, Match match) {
    office.run(() ->
        office.stores().previews().matched(office.reapit(), Map.of(person.externalId(), match)));
  }

  private static void queue(Office office, Person person, PushContent content, boolean urgent) {
    var push =
        Due.queued(
            new PushId(UUID.randomUUID()),
            person.id(),
            office.reapit(),
            content,
            urgent,
            NINE,
            TEN);
    office.run(() -> office.stores().outbox().queue(List.of(push)));
  }

  private static PushContent surname() {
    return new PushContent(Set.of(ContactField.SURNAME), Set.of(), Set.of(), Set.of());
  }

  private static PushContent denial() {
    return new PushContent(Set.of(), Set.of(), Set.of(Channel.EMAIL), Set.of());
  }

  private static Counts count(Office office) {
    return office.get(() -> office.stores().previews().count(office.reapit()));
  }

  private static List<Item> list(Office office, Part part) {
    return office.get(() -> office.stores().previews().list(office.reapit(), part, PLENTY)).items();
  }

  @Test
  default void who_came_with_the_crm_is_told_from_who_was_known_before_and_why() {
    var office = knownToReapit(ada(), grace());

    matched(office, ada(), new Match(Ground.EMAIL, Set.of(ContactField.PHONES)));

    assertThat(count(office)).isEqualTo(new Counts(1, 1, 1, 0, 0, 0, 0));
    assertThat(list(office, Part.LINKED))
        .containsExactly(
            new Item(ada().id(), Set.of(ContactField.PHONES), Set.of(), Optional.of(Ground.EMAIL)));
  }

  @Test
  default void why_somebody_is_linked_stays_known_while_the_link_moves_on() {
    var office = knownToReapit(ada());
    matched(office, ada(), new Match(Ground.PHONE_AND_SURNAME, Set.of()));

    office.run(() ->
        office
            .stores()
            .links()
            .keep(List.of(Office.link(ada(), office.reapit()).with(Presence.ARCHIVED))));

    assertThat(count(office)).isEqualTo(new Counts(0, 1, 0, 0, 0, 0, 0));
    assertThat(list(office, Part.LINKED))
        .containsExactly(
            new Item(ada().id(), Set.of(), Set.of(), Optional.of(Ground.PHONE_AND_SURNAME)));
  }

  @Test
  default void whom_the_crm_would_be_told_of_is_told_from_whose_record_would_change() {
    var office = knownToReapit(ada());
    queue(office, ada(), denial(), true);
    queue(office, grace(), surname(), false);

    assertThat(count(office)).isEqualTo(new Counts(1, 0, 0, 1, 1, 0, 1));
    assertThat(list(office, Part.CHANGED_THERE))
        .containsExactly(new Item(ada().id(), Set.of(), Set.of(Channel.EMAIL), Optional.empty()));
    assertThat(list(office, Part.CREATED_THERE))
        .containsExactly(
            new Item(grace().id(), Set.of(ContactField.SURNAME), Set.of(), Optional.empty()));
  }

  @Test
  default void scores_alone_change_no_record() {
    var office = knownToReapit(ada());
    queue(office, ada(), PushContent.of(Set.of(SignalKind.SCORE)), false);

    assertThat(count(office)).isEqualTo(new Counts(1, 0, 0, 0, 0, 1, 0));
    assertThat(list(office, Part.CHANGED_THERE)).isEmpty();
  }

  @Test
  default void a_list_goes_on_where_it_ended() {
    var office = knownToReapit(ada(), grace());
    queue(office, ada(), surname(), false);
    queue(office, grace(), surname(), false);
    var previews = office.stores().previews();

    var first =
        office.get(
            () -> previews.list(office.reapit(), Part.CHANGED_THERE, Slice.Request.first(1)));
    var second =
        office.get(() ->
            previews.list(office.reapit(), Part.CHANGED_THERE, new Slice.Request(1, first.next())));

    assertThat(first.total()).isEqualTo(2);
    assertThat(second.next()).isEmpty();
    assertThat(List.of(first.items().getFirst().contact(), second.items().getFirst().contact()))
        .containsExactlyInAnyOrder(ada().id(), grace().id());
  }

  @Test
  default void another_connections_and_another_agencys_are_not_seen() {
    var office = knownToReapit(ada());
    var neighbour = office.neighbour();
    matched(office, ada(), new Match(Ground.EMAIL, Set.of()));
    queue(office, ada(), surname(), false);

    assertThat(office.get(() -> office.stores().previews().count(office.street())))
        .isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
    assertThat(neighbour.get(() -> neighbour.stores().previews().count(office.reapit())))
        .isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
    assertThat(
            neighbour
                .get(() -> neighbour.stores().previews().list(office.reapit(), Part.LINKED, PLENTY))
                .items())
        .isEmpty();
  }
}
