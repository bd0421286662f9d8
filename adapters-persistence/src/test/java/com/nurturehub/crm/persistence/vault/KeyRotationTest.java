package com.nurturehub.crm.persistence.vault;

import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_AUDIT_KEY;
import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.connection.ApplicationTokens.Token;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.persistence.JooqStores;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.persistence.Sql;
import com.nurturehub.crm.persistence.connection.TinkApplicationTokens;
import com.nurturehub.crm.persistence.vault.KeyChanges.Retirement;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.memory.CountedIds;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRotationTest {

  private static final int CONTACTS = 2 * ReEncryption.PAGE + 50;
  private static final Duration LATER = KeyChanges.SETTLING.plusMinutes(1);

  private final PostgresStorage postgres = PostgresStorage.fresh();
  private final Office office = Office.in(postgres);
  private final Office neighbour = office.neighbour();
  private final JooqTransactions owner = new JooqTransactions(postgres.database().owner());
  private final KeyChanges keys = changing(Duration.ZERO);

  @BeforeEach
  void two_agencies_with_credentials_and_a_trail() {
    for (var agency : List.of(office, neighbour)) {
      agency.run(() -> {
        postgres.ledger().open(agency.reapit(), agency.agency(), EIGHT);
        agency.stores().vault().keep(CrmProvider.REAPIT, Map.of("customer", Secret.of("canary")));
      });
    }
    office.run(() -> audited(CONTACTS));
    var _ = tokens(postgres.keysets()).current(CrmProvider.ALTO, KeyRotationTest::token);
  }

  @AfterEach
  void close() {
    postgres.database().close();
  }

  @Test
  void what_an_earlier_key_encrypted_is_read_after_a_rotation() {
    keys.rotate();

    assertThat(credentialSeenBy(postgres.keysets())).isEqualTo(Secret.of("canary"));
    assertThat(credentialSeenBy(reopened())).isEqualTo(Secret.of("canary"));
  }

  @Test
  void a_node_that_was_not_told_reads_what_another_encrypts_with_the_new_key() {
    keys.rotate();
    var told = reopened();

    var encrypted = told.encrypt(new byte[] {42}, new Context("context"));

    assertThat(postgres.keysets().decrypt(encrypted, new Context("context"))).containsExactly(42);
  }

  @Test
  void everything_is_encrypted_anew_and_the_earlier_key_can_go() {
    keys.rotate();

    var done = new ReEncryption(postgres.transactions(), reopened()).run();

    assertThat(done).isEqualTo(CONTACTS + 3);
    assertThat(changing(LATER).retire()).isEqualTo(new Retirement.Retired(1));
    assertThat(changing(LATER).retire()).isEqualTo(new Retirement.NothingToRetire());
    assertEverythingIsReadBy(reopened());
  }

  @Test
  void nothing_is_left_to_do_after_it_was_done() {
    keys.rotate();
    var keysets = reopened();
    new ReEncryption(postgres.transactions(), keysets).run();

    assertThat(new ReEncryption(postgres.transactions(), keysets).run()).isZero();
    assertThat(new ReEncryption(postgres.transactions(), postgres.keysets()).run()).isZero();
  }

  @Test
  void who_breaks_off_in_between_loses_nothing_and_is_followed_by_another() {
    keys.rotate();
    var keysets = reopened();
    var firstNode = new ReEncryption(postgres.transactions(), keysets);
    office.run(firstNode::page);
    assertThatThrownBy(() ->
            office.run(() -> {
              firstNode.page();
              throw new IllegalStateException("killed");
            }))
        .hasMessage("killed");
    assertEverythingIsReadBy(reopened());
    assertThat(changing(LATER).retire())
        .isEqualTo(new Retirement.StillInUse(CONTACTS - ReEncryption.PAGE + 2));

    var done = new ReEncryption(postgres.transactions(), reopened()).run();

    assertThat(done).isEqualTo(CONTACTS - ReEncryption.PAGE + 2);
    assertThat(changing(LATER).retire()).isEqualTo(new Retirement.Retired(1));
    assertEverythingIsReadBy(reopened());
  }

  @Test
  void a_key_that_something_is_encrypted_with_stays() {
    keys.rotate();

    assertThat(changing(LATER).retire()).isEqualTo(new Retirement.StillInUse(CONTACTS + 3));

    assertEverythingIsReadBy(reopened());
  }

  @Test
  void a_key_stays_until_every_node_knows_the_new_one() {
    keys.rotate();
    new ReEncryption(postgres.transactions(), reopened()).run();

    assertThat(keys.retire()).isInstanceOf(Retirement.TooEarly.class);
  }

  @Test
  void rotating_again_before_all_is_done_leaves_nothing_unreadable() {
    keys.rotate();
    var keysets = reopened();
    office.run(() -> {
      var _ = new ReEncryption(postgres.transactions(), keysets).page();
    });
    keys.rotate();

    new ReEncryption(postgres.transactions(), keysets).run();

    assertThat(changing(LATER).retire()).isEqualTo(new Retirement.Retired(2));
    assertEverythingIsReadBy(reopened());
  }

  @Test
  void an_erased_person_stays_erased() {
    var erased = postgres.transactions().in(office.agency(), () -> audited(1)).getFirst();
    office.run(() -> office.stores().audit().forget(erased));
    keys.rotate();

    new ReEncryption(postgres.transactions(), reopened()).run();

    assertThat(
            postgres
                .transactions()
                .in(
                    office.agency(),
                    () -> postgres.transactions().here().fetchCount(CONTACT_AUDIT_KEY)))
        .isEqualTo(CONTACTS);
  }

  @Test
  void the_service_itself_cannot_change_a_key() {
    assertThatThrownBy(
            () -> Sql.execute(postgres.database().service(), "update keyset set ciphertext = ''"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  private void assertEverythingIsReadBy(Keysets keysets) {
    assertThat(credentialSeenBy(keysets)).isEqualTo(Secret.of("canary"));
    assertThat(
            tokens(keysets)
                .current(
                    CrmProvider.ALTO,
                    () -> {
                      throw new IllegalStateException("the stored one does not do");
                    }))
        .isEqualTo(token().access());
    var stores = JooqStores.over(postgres.transactions(), keysets, new CountedIds());
    office.run(() ->
        assertThat(stores.audit().list(Optional.empty(), Slice.Request.first(200)).items())
            .allSatisfy(entry -> assertThat(entry.entry().versions()).isPresent()));
  }

  private Secret credentialSeenBy(Keysets keysets) {
    var stores = JooqStores.over(postgres.transactions(), keysets, new CountedIds());
    var found = office.get(() -> stores.vault().find(CrmProvider.REAPIT)).get("customer");
    if (found == null) {
      throw new AssertionError("no credential");
    }
    return found;
  }

  /// So many people, each with an entry of the trail.
  private List<ContactId> audited(int number) {
    var people = Stream.generate(() -> new ContactId(UUID.randomUUID())).limit(number).toList();
    office.stores().contacts().add(people.stream().map(KeyRotationTest::contact).toList());
    office.stores().audit().append(people.stream().map(KeyRotationTest::conflict).toList());
    return people;
  }

  private static Contact contact(ContactId id) {
    return Contact.fresh(id, ada().details(), Consents.UNASKED, ImportSource.MANUAL, EIGHT);
  }

  private static AuditEntry conflict(ContactId person) {
    return new AuditEntry(
        new AuditEntryId(UUID.randomUUID()),
        EIGHT,
        AuditEntry.Kind.CONFLICT,
        Optional.of(person),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Versions(ada().details(), ada().details())),
        "because",
        "sync");
  }

  private static Token token() {
    return new Token(Secret.of("token"), Instant.parse("2999-01-01T00:00:00Z"));
  }

  private TinkApplicationTokens tokens(Keysets keysets) {
    return new TinkApplicationTokens(postgres.transactions(), keysets, InstantSource.system());
  }

  private Keysets reopened() {
    return Keysets.open(postgres.transactions(), PostgresStorage.key());
  }

  private KeyChanges changing(Duration later) {
    return new KeyChanges(
        owner, PostgresStorage.key(), InstantSource.offset(InstantSource.system(), later));
  }
}
