package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every implementation of [Duplicates] promises.
public interface DuplicatesContract {

  Slice.Request PLENTY = Slice.Request.first(50);

  Storage storage();

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

  @Test
  default void another_agencys_proposals_are_not_seen() {
    var office = Office.in(storage());

    propose(office, "", ada().id(), grace().id());

    assertThat(proposals(office.neighbour())).isEmpty();
  }
}
