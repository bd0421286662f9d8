package com.nurturehub.crm.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditChain.Link;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Outcome;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuditChainTest {

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00.123456Z");
  private static final AuditChain EMPTY = AuditChain.begin(new AgencyId("acme"));
  private static final Outcome OUTCOME =
      new Outcome(
          Side.HUB,
          NINE,
          NINE.plusSeconds(1),
          Duration.ofMillis(2_500),
          Set.of(ContactField.SURNAME),
          Set.of(),
          "LAST_WRITE_WINS");
  private static final AuditEntry ENTRY =
      entry(Kind.CONFLICT, id(1), id(2), CrmProvider.REAPIT, OUTCOME, "because", "sync");

  @Test
  void what_was_appended_is_what_follows() {
    var first = EMPTY.next(ENTRY, "sealed");
    var second = EMPTY.with(first).next(ENTRY, "");

    assertThat(EMPTY.objection(first)).isEmpty();
    assertThat(EMPTY.with(first).objection(second)).isEmpty();
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.previous()).isEqualTo(first.hash());
  }

  @Test
  void the_same_entry_at_another_place_or_agency_has_another_hash() {
    var first = EMPTY.next(ENTRY, "");
    var second = EMPTY.with(first).next(ENTRY, "");
    var neighbours = AuditChain.begin(new AgencyId("bolt")).next(ENTRY, "");

    assertThat(Set.of(first.hash(), second.hash(), neighbours.hash())).hasSize(3);
  }

  static List<AuditEntry> changed() {
    return List.of(
        entry(Kind.FIRST_MATCH, id(1), id(2), CrmProvider.REAPIT, OUTCOME, "because", "sync"),
        entry(Kind.CONFLICT, id(9), id(2), CrmProvider.REAPIT, OUTCOME, "because", "sync"),
        entry(Kind.CONFLICT, id(1), id(9), CrmProvider.REAPIT, OUTCOME, "because", "sync"),
        entry(Kind.CONFLICT, id(1), id(2), CrmProvider.ALTO, OUTCOME, "because", "sync"),
        entry(Kind.CONFLICT, id(1), id(2), CrmProvider.REAPIT, OUTCOME, "Because", "sync"),
        entry(Kind.CONFLICT, id(1), id(2), CrmProvider.REAPIT, OUTCOME, "becauses", "ync"),
        entry(
            Kind.CONFLICT,
            id(1),
            id(2),
            CrmProvider.REAPIT,
            outcome(Side.CRM, NINE),
            "because",
            "sync"),
        entry(
            Kind.CONFLICT,
            id(1),
            id(2),
            CrmProvider.REAPIT,
            outcome(Side.HUB, NINE.plusNanos(1_000)),
            "because",
            "sync"));
  }

  @ParameterizedTest
  @MethodSource("changed")
  void a_change_of_any_public_member_is_noticed(AuditEntry changed) {
    var written = EMPTY.next(ENTRY, "sealed");

    var shown = new Link(1, changed, "sealed", written.previous(), written.hash());

    assertThat(EMPTY.objection(shown)).contains("it is not what was written");
  }

  @Test
  void a_change_of_the_sealed_values_is_noticed() {
    var written = EMPTY.next(ENTRY, "sealed");

    var shown = new Link(1, written.entry(), "", written.previous(), written.hash());

    assertThat(EMPTY.objection(shown)).contains("it is not what was written");
  }

  @Test
  void an_absent_member_is_not_an_empty_one() {
    var absent = entry(Kind.APPROVED, "-");
    var withPerson =
        new AuditEntry(
            absent.id(),
            absent.at(),
            absent.kind(),
            Optional.of(new ContactId(id(1))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            absent.reason(),
            absent.actor());

    assertThat(EMPTY.next(absent, "").hash()).isNotEqualTo(EMPTY.next(withPerson, "").hash());
  }

  @Test
  void a_missing_and_a_moved_link_are_told_apart() {
    var first = EMPTY.next(ENTRY, "");
    var second = EMPTY.with(first).next(ENTRY, "");
    var moved = new Link(1, second.entry(), "", second.previous(), second.hash());

    assertThat(EMPTY.objection(second)).contains("it is missing");
    assertThat(EMPTY.objection(moved)).contains("it does not follow the entry before it");
    assertThat(EMPTY.with(first).objection(first))
        .contains("it does not follow the entry before it");
  }

  @Test
  void personal_values_and_parts_of_a_microsecond_are_not_in_the_link() {
    var detailed =
        new AuditEntry(
            ENTRY.id(),
            NINE.plusNanos(999),
            ENTRY.kind(),
            ENTRY.about(),
            ENTRY.connection(),
            ENTRY.provider(),
            ENTRY.outcome(),
            Optional.of(new Versions(ContactDetails.NONE, ContactDetails.NONE)),
            ENTRY.reason(),
            ENTRY.actor());

    assertThat(EMPTY.next(detailed, "sealed")).isEqualTo(EMPTY.next(ENTRY, "sealed"));
  }

  private static AuditEntry entry(Kind kind, String reason) {
    return new AuditEntry(
        new AuditEntryId(id(7)),
        NINE,
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        reason,
        "sync");
  }

  private static AuditEntry entry(
      Kind kind,
      UUID about,
      UUID connection,
      CrmProvider provider,
      Outcome outcome,
      String reason,
      String actor) {
    return new AuditEntry(
        new AuditEntryId(id(7)),
        NINE,
        kind,
        Optional.of(new ContactId(about)),
        Optional.of(new ConnectionId(connection)),
        Optional.of(provider),
        Optional.of(outcome),
        Optional.empty(),
        reason,
        actor);
  }

  private static Outcome outcome(Side winner, Instant hubAt) {
    return new Outcome(
        winner,
        hubAt,
        OUTCOME.crmAt(),
        OUTCOME.clockOffset(),
        OUTCOME.differing(),
        OUTCOME.toHub(),
        OUTCOME.policy());
  }

  private static UUID id(int number) {
    return new UUID(0x7000L, number);
  }
}
