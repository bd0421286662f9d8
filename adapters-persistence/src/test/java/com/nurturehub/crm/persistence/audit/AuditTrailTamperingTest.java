package com.nurturehub.crm.persistence.audit;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.audit.AuditTrail.Break;
import com.nurturehub.crm.application.audit.AuditTrail.Proof;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Outcome;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.persistence.Sql;
import com.nurturehub.crm.testkit.contract.Office;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody changes the trail; and who gets round what refuses them is found out.
class AuditTrailTamperingTest {

  private static final long MISSING_NOTHING = 5;

  private final PostgresStorage postgres = PostgresStorage.shared();
  private final Office office = Office.in(postgres);

  @BeforeEach
  void five_entries() {
    office.run(() -> office.stores().contacts().add(List.of(ada().inHub(NINE))));
    office.run(() ->
        office
            .stores()
            .audit()
            .append(IntStream.rangeClosed(1, 5).mapToObj(this::conflict).toList()));
    assertThat(verify().intact()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service   | update audit_entry set reason = 'no'",
        "service   | delete from audit_entry",
        "service   | truncate audit_entry",
        "owner     | update audit_entry set reason = 'no'",
        "owner     | delete from audit_entry",
        "owner     | truncate audit_entry",
        "superuser | update audit_entry set reason = 'no'",
        "superuser | delete from audit_entry where number = 3",
        "superuser | truncate audit_entry",
        "superuser | truncate audit_entry, audit_head, contact_audit_key cascade",
        "service   | delete from audit_head",
        "owner     | delete from audit_head",
        "superuser | delete from audit_head",
        "superuser | truncate audit_head",
        "superuser | update audit_head set number = 1",
        "service   | update contact_audit_key set ciphertext = ''",
        "superuser | update contact_audit_key set ciphertext = ''",
        "superuser | truncate contact_audit_key",
        "service   | alter table audit_entry disable trigger written_once",
        "service   | drop table audit_entry",
        "service   | set session_replication_role = replica",
      })
  void is_refused(String who, String statement) {
    assertThatThrownBy(() -> Sql.execute(as(who), asAgency(), statement))
        .isInstanceOf(SQLException.class)
        .message()
        .containsAnyOf(
            "permission denied", "part of the audit trail", "only grows", "must be owner");
    assertThat(verify().intact()).isTrue();
    assertThat(verify().entries()).isEqualTo(MISSING_NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_entry set reason = 'no'",
        "delete from audit_entry",
        "truncate audit_entry",
        "delete from audit_head"
      })
  void is_refused_where_triggers_are_switched_off_for_replication(String statement) {
    assertThatThrownBy(() ->
            Sql.execute(
                postgres.database().superuser(),
                "set local session_replication_role = replica",
                statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("part of the audit trail");
  }

  @Test
  void no_other_table_can_take_entries_with_it() throws SQLException {
    assertThat(
            Sql.texts(
                postgres.database().owner(),
                """
                select conname from pg_constraint
                where contype = 'f' and 'audit_entry'::regclass in (conrelid, confrelid)
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reason = 'Because 4.'",
        "at = at + interval '1 microsecond'",
        "actor = 'somebody else'",
        "winner = 'CRM'",
        "hub_at = hub_at - interval '1 second'",
        "clock_offset_nanos = 0",
        "differing = '{EMAILS}'",
        "to_hub = '{SURNAME}'",
        "policy = 'FIELD_OWNERSHIP'",
        "kind = 'FIRST_MATCH'",
        "contact_id = gen_random_uuid()",
        "entry_id = gen_random_uuid()",
        "versions = set_byte(versions, 20, get_byte(versions, 20) # 1)",
        "versions = null",
        "hash = reverse(hash)",
      })
  void a_changed_entry_is_found(String change) throws SQLException {
    tamper("update audit_entry set %s where number = 3".formatted(change));

    assertThat(verify().broken()).contains(new Break(3, "it is not what was written"));
  }

  @Test
  void a_removed_entry_is_found() throws SQLException {
    tamper("delete from audit_entry where number = 3");

    assertThat(verify().broken()).contains(new Break(3, "it is missing"));
  }

  @Test
  void two_swapped_entries_are_found() throws SQLException {
    tamper(
        "update audit_entry set number = -number where number in (2, 4)",
        "update audit_entry set number = 6 + number where number in (-2, -4)");

    assertThat(verify().broken()).contains(new Break(2, "it does not follow the entry before it"));
  }

  @Test
  void a_cut_off_end_is_found() throws SQLException {
    tamper("delete from audit_entry where number > 3");

    assertThat(verify().broken()).contains(new Break(4, "it is missing: the trail was cut off"));
  }

  @Test
  void an_emptied_trail_is_found() throws SQLException {
    tamper("delete from audit_entry");

    assertThat(verify().broken()).contains(new Break(1, "it is missing: the trail was cut off"));
  }

  @Test
  void a_trail_removed_together_with_its_head_is_found() throws SQLException {
    tamper("delete from audit_entry", "delete from audit_head");

    assertThat(verify().broken()).contains(new Break(1, "the head of the trail is missing"));
  }

  @Test
  void a_head_that_was_made_to_fit_a_cut_trail_is_found() throws SQLException {
    tamper(
        "delete from audit_entry where number > 3",
        """
        update audit_head set number = 3, hash = (select hash from audit_entry where number = 3)
        """);

    assertThat(verify().broken())
        .contains(new Break(3, "the head of the trail was not sealed here"));
  }

  @Test
  void an_entry_slipped_in_behind_the_head_is_found() throws SQLException {
    Sql.execute(
        postgres.database().service(),
        asAgency(),
        """
        insert into audit_entry (number, entry_id, at, kind, reason, actor, previous_hash, hash)
        select number + 1, gen_random_uuid(), at, kind, reason, actor, hash, hash
        from audit_entry where number = 5
        """);

    assertThat(verify().broken())
        .contains(new Break(6, "the head of the trail does not know of it"));
  }

  @Test
  void an_export_is_checked_without_the_database() throws IOException {
    assertThat(AuditVerifier.verify(new StringReader(export()), Optional.empty()))
        .isEqualTo(verify());
  }

  @Test
  void an_export_holds_nothing_personal() {
    assertThat(export()).contains("\"entries\":5").doesNotContain("Byron", "ada@example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Because 3. | Because 2. | 3 | it is not what was written",
        "SURNAME    | FORENAME   | 1 | it is not what was written",
      })
  void a_changed_line_of_an_export_is_found(String from, String to, long number, String why)
      throws IOException {
    assertThat(brokenIn(export().replace(from, to))).contains(new Break(number, why));
  }

  @Test
  void removed_swapped_and_cut_off_lines_of_an_export_are_found() throws IOException {
    var lines = export().lines().toList();
    var removed = new ArrayList<>(lines);
    removed.remove(2);
    var swapped = new ArrayList<>(lines);
    Collections.swap(swapped, 2, 3);

    assertThat(brokenIn(String.join("\n", removed))).contains(new Break(2, "it is missing"));
    assertThat(brokenIn(String.join("\n", swapped))).contains(new Break(2, "it is missing"));
    assertThat(brokenIn(String.join("\n", lines.subList(0, 4))))
        .contains(new Break(4, "it is missing: the trail was cut off"));
    assertThat(brokenIn("")).isPresent();
  }

  @Test
  void a_head_noted_earlier_tells_whether_the_trail_was_rewritten_since() throws IOException {
    var noted = verify().head();
    office.run(() -> office.stores().audit().append(List.of(conflict(6))));

    assertThat(AuditVerifier.verify(new StringReader(export()), Optional.of(noted)).intact())
        .isTrue();
    assertThat(
            AuditVerifier.verify(new StringReader(export()), Optional.of("0".repeat(64))).broken())
        .contains(new Break(6, "the trail never had the noted head"));
  }

  @Test
  void a_forgotten_persons_values_are_gone_for_good() throws SQLException {
    office.run(() -> office.stores().audit().forget(ada().id()));

    assertThat(
            Sql.texts(
                postgres.database().superuser(),
                "select * from contact_audit_key where agency_id = '%s'"
                    .formatted(office.agency())))
        .isEmpty();
    assertThat(verify().intact()).isTrue();
  }

  @Test
  void nothing_personal_lies_in_clear_in_the_trail() throws SQLException {
    assertThat(
            Sql.texts(
                postgres.database().superuser(),
                """
                select row(e.*)::text || encode(versions, 'escape') from audit_entry e
                where agency_id = '%s'
                """
                    .formatted(office.agency())))
        .hasSize(5)
        .noneMatch(row -> row.contains("Byron") || row.contains("example.com"));
  }

  private Proof verify() {
    return office.get(() -> office.stores().audit().verify());
  }

  private String export() {
    var lines = new ArrayList<String>();
    new AuditExport(postgres.transactions(), postgres.keysets()).write(office.agency(), lines::add);
    return String.join("\n", lines);
  }

  private static Optional<Break> brokenIn(String export) throws IOException {
    return AuditVerifier.verify(new StringReader(export), Optional.empty()).broken();
  }

  /// What somebody can do who may alter the tables; afterwards they look as before.
  private void tamper(String... statements) throws SQLException {
    var all = new ArrayList<String>();
    all.add(asAgency());
    all.add("alter table audit_entry disable trigger written_once");
    all.add("alter table audit_head disable trigger never_removed");
    all.add("alter table audit_head disable trigger only_grows");
    all.addAll(List.of(statements));
    all.add("alter table audit_entry enable always trigger written_once");
    all.add("alter table audit_head enable always trigger never_removed");
    all.add("alter table audit_head enable always trigger only_grows");
    Sql.execute(postgres.database().owner(), all.toArray(String[]::new));
  }

  private String asAgency() {
    return "select set_config('app.agency', '%s', true)".formatted(office.agency());
  }

  private DataSource as(String who) {
    return switch (who) {
      case "service" -> postgres.database().service();
      case "owner" -> postgres.database().owner();
      case "superuser" -> postgres.database().superuser();
      case String nobody -> throw new IllegalArgumentException(nobody);
    };
  }

  private AuditEntry conflict(int number) {
    return new AuditEntry(
        new AuditEntryId(UUID.randomUUID()),
        NINE.plusSeconds(number),
        Kind.CONFLICT,
        Optional.of(ada().id()),
        Optional.of(office.reapit()),
        Optional.empty(),
        Optional.of(
            new Outcome(
                Side.HUB,
                TEN,
                NINE,
                Duration.ofMillis(2_500),
                Set.of(ContactField.SURNAME),
                Set.of(),
                "LAST_WRITE_WINS")),
        Optional.of(new Versions(ada().details(), ada().surnamed("Lovelace").details())),
        "Because %d.".formatted(number),
        "sync");
  }
}
