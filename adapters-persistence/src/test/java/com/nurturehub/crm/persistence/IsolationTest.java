package com.nurturehub.crm.persistence;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.contact.Requests;
import com.nurturehub.crm.application.push.Outbox.State;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.EventId;
import com.nurturehub.crm.domain.event.Subject;
import com.nurturehub.crm.domain.event.Subscription;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.domain.sync.Watermark;
import com.nurturehub.crm.testkit.contract.Office;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No agency sees or touches another's data: asked of the catalogue, so that a table made tomorrow
/// is asked too, of the database with an agency that has something in every table, and of the
/// stores.
class IsolationTest {

  /// Tables that every agency may look into; each says in the migrations why, and holds nothing
  /// personal.
  private static final Set<String> LOOKED_INTO_BY_ALL =
      Set.of("lane", "account_directory", "contact_feed", "call_use");

  /// Tables that belong to no agency.
  private static final Set<String> OF_NOBODY =
      Set.of(
          "application_token",
          "call_budget",
          "call_seat",
          "keyset",
          "scheduled_tasks",
          "spring_session",
          "spring_session_attributes",
          "flyway_schema_history");

  private static PostgresStorage postgres;
  private static Office office;

  @BeforeAll
  static void an_agency_with_something_in_every_table() throws SQLException {
    postgres = PostgresStorage.fresh();
    office = Office.in(postgres);
    fill(office);
    Sql.execute(
        postgres.database().superuser(),
        "insert into sign_in values ('%s', 'REAPIT', 'ann', 'a', 'b', '\\x00', now(), false)"
            .formatted(office.agency()),
        "insert into call_use values ('%s', 'REAPIT', current_date, 1)".formatted(office.agency()));
  }

  @AfterAll
  static void close() {
    postgres.database().close();
  }

  static Stream<String> tables() throws SQLException {
    return texts(
        """
        select c.relname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id' and not a.attisdropped
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        order by 1
        """);
  }

  static Stream<String> guardedTables() throws SQLException {
    return tables().filter(table -> !LOOKED_INTO_BY_ALL.contains(table));
  }

  @Test
  void every_table_belongs_to_agencies_or_is_known_to_belong_to_nobody() throws SQLException {
    var all =
        texts(
            """
            select relname from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace
            """);

    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(Stream.concat(tables(), OF_NOBODY.stream()).toList());
    assertThat(tables()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void row_level_security_is_on_and_binds_the_owner_too(String table) throws SQLException {
    assertThat(
            texts(
                """
                select relrowsecurity and relforcerowsecurity
                  and exists (select from pg_policy where polrelid = c.oid)
                from pg_class c where oid = '%s'::regclass
                """
                    .formatted(table)))
        .containsExactly("t");
  }

  @ParameterizedTest
  @MethodSource("guardedTables")
  void the_one_policy_covers_every_command_and_compares_the_agency(String table)
      throws SQLException {
    assertThat(
            texts(
                """
                select concat_ws(' ', polcmd, polpermissive, pg_get_expr(polqual, polrelid))
                from pg_policy where polrelid = '%s'::regclass
                """
                    .formatted(table)))
        .containsExactly(
            "* t (agency_id = ( SELECT NULLIF(current_setting('app.agency'::text, true), ''::text) AS \"nullif\"))");
  }

  @ParameterizedTest
  @MethodSource("guardedTables")
  void the_agency_comes_first_in_every_key_and_index(String table) throws SQLException {
    assertThat(
            texts(
                """
                select a.attname from pg_index i
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                where i.indrelid = '%s'::regclass
                """
                    .formatted(table)))
        .isNotEmpty()
        .containsOnly("agency_id");
  }

  @Test
  void the_service_owns_no_table() throws SQLException {
    assertThat(
            texts(
                """
                select relname from pg_class
                where relnamespace = 'public'::regnamespace
                  and relowner = (select oid from pg_roles where rolname = 'crm_service')
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("guardedTables")
  void every_table_has_something_of_the_agency(String table) throws SQLException {
    assertThat(
            Sql.texts(
                postgres.database().superuser(),
                "select count(*) > 0 from %s where agency_id = '%s'"
                    .formatted(table, office.agency())))
        .containsExactly("t");
  }

  @ParameterizedTest
  @MethodSource("guardedTables")
  void without_an_agency_there_is_nothing_to_see(String table) throws SQLException {
    assertThat(Sql.texts(postgres.database().service(), "select agency_id from " + table))
        .isEmpty();
    assertThat(Sql.texts(postgres.database().owner(), "select agency_id from " + table)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void rows_cannot_be_moved_to_another_agency(String table) {
    assertThatThrownBy(() ->
            Sql.execute(
                postgres.database().service(),
                "select set_config('app.agency', '%s', true)".formatted(office.agency()),
                "update %s set agency_id = 'somebody-else'".formatted(table)))
        .isInstanceOf(SQLException.class)
        .message()
        .containsAnyOf("row-level security", "permission denied", "only grows");
  }

  @Test
  void a_lane_cannot_be_opened_for_another_agency() {
    assertThatThrownBy(() ->
            office.run(
                () -> postgres.ledger().open(office.reapit(), office.neighbour().agency(), NINE)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void a_neighbour_sees_nothing_in_any_store() {
    var neighbour = office.neighbour();
    var request = Slice.Request.first(50);

    neighbour.run(() -> {
      var stores = neighbour.stores();
      assertThat(stores.contacts().find(List.of(ada().id(), grace().id()))).isEmpty();
      assertThat(stores.contacts().list(ContactFilter.ALL, request).items()).isEmpty();
      assertThat(stores.contacts().count()).isZero();
      assertThat(stores.contacts().candidates(neighbour.reapit(), List.of(grace().inCrm(NINE))))
          .isEmpty();
      assertThat(stores.links().of(List.of(ada().id()))).isEmpty();
      assertThat(stores.links().count(office.reapit())).isZero();
      assertThat(
              stores.links().known(office.reapit(), Map.of(ada().externalId(), Fingerprint.NONE)))
          .isEqualTo(
              new com.nurturehub.crm.application.link.ContactLinks.Known(Set.of(), Map.of()));
      assertThat(stores.connections().find(office.reapit())).isEmpty();
      assertThat(stores.vault().find(CrmProvider.REAPIT)).isEmpty();
      assertThat(stores.runs().running(office.reapit())).isEmpty();
      assertThat(stores.runs().list(List.of(office.reapit()), request).items()).isEmpty();
      assertThat(stores.runs().watermark(office.reapit()))
          .isEqualTo(Watermark.none(office.reapit()));
      assertThat(stores.quarantine().list(request).items()).isEmpty();
      assertThat(stores.outbox().list(Optional.empty(), Optional.empty(), request).items())
          .isEmpty();
      assertThat(stores.outbox().count(office.reapit(), State.DUE)).isZero();
      assertThat(stores.handChanges().open(request).items()).isEmpty();
      assertThat(stores.audit().list(Optional.empty(), request).items()).isEmpty();
      assertThat(stores.alerts().list(Optional.empty(), request).items()).isEmpty();
      assertThat(stores.approvals().open(request).items()).isEmpty();
      assertThat(stores.duplicates().open(request).items()).isEmpty();
      assertThat(stores.requests().done(List.of("request-1"))).isEmpty();
      assertThat(stores.inbox().waiting(office.reapit(), 10)).isEmpty();
      assertThat(stores.subscriptions().of(office.reapit()))
          .isEqualTo(Subscription.none(office.reapit()));
      assertThat(stores.tombstones().among(List.copyOf(grace().details().emails()))).isEmpty();
    });
  }

  @Test
  void what_a_neighbour_writes_under_the_same_ids_leaves_the_agency_as_it_was() {
    var neighbour = office.neighbour();
    var before = office.get(() -> office.stores().contacts().find(List.of(ada().id())));

    neighbour.run(() -> {
      var theirs = ada().surnamed("Lovelace").inHub(NINE).atVersion(1);
      assertThat(neighbour.stores().contacts().replace(List.of(theirs)))
          .containsExactly(theirs.id());
      neighbour.stores().contacts().erase(ada().id());
      neighbour.stores().contacts().add(List.of(ada().surnamed("Lovelace").inHub(NINE)));
      neighbour.stores().audit().forget(ada().id());
      neighbour.stores().vault().forget(CrmProvider.REAPIT);
      neighbour.stores().quarantine().release(office.reapit(), List.of(ada().externalId()));
    });

    assertThat(office.get(() -> office.stores().contacts().find(List.of(ada().id()))))
        .isEqualTo(before);
    assertThat(office.get(() -> office.stores().vault().find(CrmProvider.REAPIT))).isNotEmpty();
    assertThat(office.get(() -> office.stores().quarantine().count(office.reapit()))).isEqualTo(1);
  }

  private static Stream<String> texts(String sql) throws SQLException {
    return Sql.texts(PostgresStorage.shared().database().owner(), sql).stream();
  }

  private static void fill(Office office) {
    var stores = office.stores();
    var run =
        Running.begin(
            new SyncRunId(UUID.randomUUID()), office.reapit(), Pass.FULL, SyncCursor.START, EIGHT);
    office.run(() -> {
      postgres.transactions().here().execute("insert into agency (name) values ('Acme')");
      var zoe = ada().forenamed("Zoe").inHub(EIGHT);
      stores.contacts().add(List.of(ada().inHub(EIGHT), grace().inHub(EIGHT), zoe));
      stores.contacts().merge(Set.of(zoe.id()), ada().id(), EIGHT);
      stores.links().keep(List.of(Office.link(ada(), office.reapit())));
      stores.vault().keep(CrmProvider.REAPIT, Map.of("customer", Secret.of("OXF")));
      stores.connections().claim(CrmProvider.REAPIT, office.connection().account());
      postgres.ledger().open(office.reapit(), office.agency(), EIGHT);
      stores.runs().keep(run);
      stores.runs().keep(Watermark.none(office.reapit()));
      stores.runs().saw(run, List.of(ada().externalId()));
      stores
          .quarantine()
          .put(
              office.reapit(),
              run.id(),
              List.of(new Quarantined(Optional.of(ada().externalId().value()), "no name", "{}")),
              EIGHT);
      var content = new PushContent(Set.of(ContactField.TITLE), Set.of(), Set.of(), Set.of());
      stores
          .outbox()
          .queue(
              List.of(
                  Due.queued(
                      new PushId(UUID.randomUUID()),
                      ada().id(),
                      office.reapit(),
                      content,
                      false,
                      EIGHT,
                      EIGHT)));
      stores
          .handChanges()
          .ask(
              List.of(
                  ChangeByHand.of(
                      ada().id(), office.reapit(), ContactField.EMAILS, "a@b.org", EIGHT)));
      stores
          .alerts()
          .raise(
              Alert.Open.raised(
                  new AlertId(UUID.randomUUID()),
                  office.reapit(),
                  FailureCause.UNAVAILABLE,
                  "down",
                  EIGHT));
      stores
          .approvals()
          .ask(
              new Approvals.Question(
                  UUID.randomUUID(),
                  office.reapit(),
                  Approvals.Kind.WRITES,
                  60,
                  100,
                  EIGHT,
                  Approvals.Answer.NONE,
                  false));
      stores.duplicates().propose(Set.of(ada().id(), grace().id()), "same phone", EIGHT);
      stores.requests().remember(Map.of("request-1", new Requests.Done(ada().id(), "d")), EIGHT);
      stores
          .inbox()
          .put(
              office.reapit(),
              List.of(
                  new VerifiedDelivery(
                      CrmProvider.REAPIT,
                      new Addressee.Account(office.connection().account()),
                      new EventId("event-1"),
                      "contacts.modified",
                      new Subject.OneContact(ada().externalId()))),
              EIGHT);
      stores.subscriptions().keep(Subscription.none(office.reapit()).failed(NINE));
      stores.tombstones().bury(Map.of(), grace().details().emails());
      stores
          .audit()
          .append(
              List.of(
                  new AuditEntry(
                      new AuditEntryId(UUID.randomUUID()),
                      EIGHT,
                      Kind.CONFLICT,
                      Optional.of(ada().id()),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(new Versions(ada().details(), grace().details())),
                      "because",
                      "sync")));
    });
  }
}
