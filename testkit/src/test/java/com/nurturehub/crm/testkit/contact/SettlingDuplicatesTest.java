package com.nurturehub.crm.testkit.contact;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.contact.SettleDuplicates;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SettlingDuplicatesTest {

  private static final Slice.Request PLENTY = Slice.Request.first(50);

  private final InMemoryStorage storage = InMemoryStorage.quiet(() -> TEN);
  private final Office office = Office.in(storage);
  private final SettleDuplicates duplicates =
      SettleDuplicates.using(
          storage.stores(),
          new World(storage.transactions(), storage.ids(), () -> TEN, new SplittableRandom(1)));

  @Test
  void people_who_are_kept_apart_are_asked_about_no_more() {
    knowsBoth();
    assertThat(duplicates.open(office.agency(), PLENTY).items()).hasSize(1);

    assertThat(keepApart(ada().id(), grace().id())).isTrue();

    propose();
    assertThat(duplicates.open(office.agency(), PLENTY).items()).isEmpty();
  }

  @Test
  void who_kept_people_apart_is_written_down_for_each_of_them() {
    knowsBoth();

    keepApart(ada().id(), grace().id());

    for (var person : List.of(ada().id(), grace().id())) {
      var entries =
          office.get(() -> office.stores().audit().list(Optional.of(person), PLENTY)).items();
      assertThat(entries)
          .extracting(entry -> entry.entry().kind())
          .containsExactly(Kind.KEPT_APART);
      assertThat(entries).extracting(entry -> entry.entry().actor()).containsExactly("ann");
    }
  }

  @Test
  void somebody_nobody_knows_is_kept_apart_from_nobody() {
    office.run(() -> office.stores().contacts().add(List.of(ada().inHub(NINE))));

    assertThat(keepApart(ada().id(), grace().id())).isFalse();

    propose();
    assertThat(duplicates.open(office.agency(), PLENTY).items()).hasSize(1);
  }

  @Test
  void one_alone_cannot_be_kept_apart() {
    knowsBoth();

    assertThatThrownBy(() -> keepApart(ada().id())).isInstanceOf(InvalidRequest.class);
  }

  private boolean keepApart(ContactId... people) {
    return duplicates.keepApart(office.agency(), Set.of(people), "ann");
  }

  private void knowsBoth() {
    office.run(
        () -> office.stores().contacts().add(List.of(ada().inHub(NINE), grace().inHub(NINE))));
    propose();
  }

  private void propose() {
    office.run(() ->
        office
            .stores()
            .duplicates()
            .propose(Set.of(ada().id(), grace().id()), "The e-mail address is the same.", NINE));
  }
}
