package com.nurturehub.crm.persistence.contact;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.persistence.Sql;
import com.nurturehub.crm.persistence.TimeOrderedIds;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.contract.Waiting;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Somebody is erased while others work on them.
class ErasedMeanwhileTest {

  private final PostgresStorage postgres = PostgresStorage.shared();
  private final Office office = Office.in(postgres);
  private final EraseContact erase =
      EraseContact.using(
          postgres.stores(),
          new World(
              postgres.transactions(),
              new TimeOrderedIds(() -> TEN, new SecureRandom()),
              () -> TEN,
              new SplittableRandom(1)));

  @Test
  void whom_a_lane_is_just_tying_to_a_crm_is_buried_there_too() throws Exception {
    var person = ada().at();
    office.run(() -> office.stores().contacts().add(List.of(person.inHub(NINE))));

    erasedDuring(() -> office.stores().links().keep(List.of(Office.link(person, office.reapit()))));

    var shown = List.of(person.inCrm(TEN));
    assertThat(office.get(() -> office.stores().tombstones().among(CrmProvider.REAPIT, shown)))
        .containsExactly(person.externalId());
    assertThat(office.get(() -> office.stores().links().of(List.of(person.id())))).isEmpty();
  }

  @Test
  void an_address_they_are_just_given_is_buried_too() throws Exception {
    office.run(() -> office.stores().contacts().add(List.of(ada().inHub(NINE))));
    var moved = ada().at("new@x.org");

    erasedDuring(() ->
        office
            .stores()
            .contacts()
            .replace(List.of(ada().inHub(NINE).atVersion(1).edited(moved.details(), TEN))));

    assertThat(office.get(() -> office.stores().tombstones().among(moved.details().emails())))
        .containsExactlyElementsOf(moved.details().emails());
  }

  @Test
  void an_entry_that_is_just_written_keeps_nothing_personal_of_them() throws Exception {
    office.run(() -> office.stores().contacts().add(List.of(ada().inHub(NINE))));
    var entry = conflict();

    erasedDuring(() -> office.stores().audit().append(List.of(entry)));

    assertForgotten(entry);
  }

  @Test
  void an_entry_written_while_they_are_being_erased_keeps_nothing_personal_of_them()
      throws Exception {
    office.run(() -> office.stores().contacts().add(List.of(ada().inHub(NINE))));
    var entry = conflict();
    var isErased = new CountDownLatch(1);
    var isWritten = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var erasing =
          threads.submit(() ->
              office.<Boolean>get(() -> {
                office.stores().contacts().erase(ada().id());
                office.stores().audit().forget(ada().id());
                isErased.countDown();
                return Waiting.awhile(isWritten);
              }));
      isErased.await();
      office.run(() -> {
        office.stores().audit().append(List.of(entry));
        isWritten.countDown();
      });

      assertThat(erasing.get()).isFalse();
    }

    assertForgotten(entry);
  }

  /// Erases Ada while a transaction is open that has done this work.
  private void erasedDuring(Runnable work) throws Exception {
    var isDone = new CountDownLatch(1);
    var isErased = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var working =
          threads.submit(() ->
              office.<Boolean>get(() -> {
                work.run();
                isDone.countDown();
                return Waiting.awhile(isErased);
              }));
      isDone.await();
      assertThat(erase.erase(office.agency(), ada().id(), "jo")).isTrue();
      isErased.countDown();

      assertThat(working.get()).isFalse();
    }
  }

  private void assertForgotten(AuditEntry entry) throws SQLException {
    var kept = office.get(() -> office.stores().audit().find(entry.id())).orElseThrow();
    assertThat(kept.entry().versions()).isEmpty();
    assertThat(kept.erased()).isTrue();
    assertThat(office.get(() -> office.stores().audit().verify()).intact()).isTrue();
    assertThat(
            Sql.texts(
                postgres.database().superuser(),
                "select contact_id from contact_audit_key where agency_id = '%s'"
                    .formatted(office.agency())))
        .isEmpty();
  }

  private static AuditEntry conflict() {
    return new AuditEntry(
        new AuditEntryId(UUID.randomUUID()),
        TEN,
        Kind.CONFLICT,
        Optional.of(ada().id()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Versions(ada().details(), ada().surnamed("King").details())),
        "because",
        "sync");
  }
}
