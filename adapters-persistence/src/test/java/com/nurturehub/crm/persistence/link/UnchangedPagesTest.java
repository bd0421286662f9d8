package com.nurturehub.crm.persistence.link;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.persistence.Sql;
import com.nurturehub.crm.testkit.contract.Office;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A page is a page, whether it has one row or thousands, and one that shows nothing new writes no
/// row per contact.
class UnchangedPagesTest {

  private static final int MANY = 2_000;

  private final PostgresStorage postgres = PostgresStorage.shared();
  private final Office office = Office.in(postgres);
  private final Running run =
      Running.begin(
          new SyncRunId(UUID.randomUUID()), office.reapit(), Pass.FULL, SyncCursor.START, NINE);

  @Test
  void a_pass_that_finds_nothing_new_writes_no_contact_and_no_link() throws SQLException {
    addMany();
    var before = Set.of(rows("contact"), rows("contact_link"), rows("contact_handle"));

    office.run(() -> {
      var known = office.stores().links().known(office.reapit(), shown("seen"));
      office.stores().runs().saw(run, shown("seen").keySet());
      assertThat(known.settled()).hasSize(MANY);
      assertThat(known.moved()).isEmpty();
    });

    assertThat(Set.of(rows("contact"), rows("contact_link"), rows("contact_handle")))
        .isEqualTo(before);
  }

  @Test
  void what_a_pass_has_seen_is_one_small_row_per_page() throws SQLException {
    addMany();

    office.run(() -> office.stores().runs().saw(run, shown("seen").keySet()));

    assertThat(
            Sql.texts(
                postgres.database().superuser(),
                "select pg_column_size(links) < 100 from sync_seen where agency_id = '%s'"
                    .formatted(office.agency())))
        .containsExactly("t");
    assertThat(office.get(() -> office.stores().runs().unseen(run))).isZero();
  }

  @Test
  void a_page_in_which_everybody_moved_is_replaced_as_a_whole() {
    addMany();

    var moved =
        office.get(() -> {
          var known = office.stores().links().known(office.reapit(), shown("another"));
          var edited =
              known.moved().values().stream()
                  .map(linked -> linked.contact())
                  .map(contact -> contact.edited(ada().surnamed("Lovelace").details(), NINE))
                  .toList();
          assertThat(office.stores().contacts().replace(edited)).isEmpty();
          return known.moved().size();
        });

    assertThat(moved).isEqualTo(MANY);
    assertThat(office.get(() -> office.stores().contacts().find(ids()).values()))
        .hasSize(MANY)
        .allMatch(contact -> contact.version() == 2)
        .allMatch(contact -> contact.details().name().surname().equals("Lovelace"));
  }

  private void addMany() {
    office.run(() -> {
      office.stores().contacts().add(ids().stream().map(UnchangedPagesTest::contact).toList());
      office.stores().links().keep(ids().stream().map(this::link).toList());
    });
  }

  /// What would differ if a row had been written anew.
  private String rows(String table) throws SQLException {
    return Sql.texts(
            postgres.database().superuser(),
            "select md5(string_agg(t.xmin || ' ' || t.ctid, ',' order by ctid)) from %s t where agency_id = '%s'"
                .formatted(table, office.agency()))
        .getFirst();
  }

  private static List<ContactId> ids() {
    return IntStream.range(0, MANY)
        .mapToObj(number -> new ContactId(new UUID(0x7000L, number)))
        .toList();
  }

  private static Contact contact(ContactId id) {
    var person = ada().at("person%d@example.com".formatted(id.value().getLeastSignificantBits()));
    return Contact.fresh(
        id, person.details(), person.inHub(SEVEN).consents(), person.inHub(SEVEN).source(), SEVEN);
  }

  private ContactLink link(ContactId contact) {
    var like = Office.link(ada(), office.reapit());
    return new ContactLink(
        contact,
        office.reapit(),
        external(contact),
        like.base(),
        like.consents(),
        new Fingerprint("seen"),
        1,
        SEVEN,
        Optional.empty(),
        Optional.empty(),
        like.presence(),
        like.told());
  }

  private static ExternalId external(ContactId contact) {
    return new ExternalId("OXF" + contact.value().getLeastSignificantBits());
  }

  private static Map<ExternalId, Fingerprint> shown(String fingerprint) {
    return ids().stream()
        .map(UnchangedPagesTest::external)
        .collect(Collectors.toMap(Function.identity(), _ -> new Fingerprint(fingerprint)));
  }
}
