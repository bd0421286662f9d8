package com.nurturehub.crm.persistence.audit;

import static com.nurturehub.crm.persistence.PageColumns.bytes;
import static com.nurturehub.crm.persistence.PageColumns.instant;
import static com.nurturehub.crm.persistence.PageColumns.maybeInstant;
import static com.nurturehub.crm.persistence.PageColumns.number;
import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.AUDIT_ENTRY;

import com.nurturehub.crm.domain.audit.AuditChain;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Outcome;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.persistence.PageColumns;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// A link of the chain and its sealed values as a row, and back.
final class AuditRows {

  /// A link with the personal values as they are sealed, if it has any.
  record Sealed(AuditChain.Link link, Optional<byte[]> versions) {}

  /// What [#sealed] reads.
  static final List<Field<?>> FIELDS =
      Arrays.stream(AUDIT_ENTRY.fields())
          .filter(field -> !field.equals(AUDIT_ENTRY.AGENCY_ID))
          .collect(Collectors.toUnmodifiableList());

  static final PageColumns<Sealed> COLUMNS =
      PageColumns.of(
          number("number", row -> row.link().number()),
          uuid("entry_id", row -> row.link().entry().id().value()),
          instant("at", row -> row.link().entry().at()),
          text("kind", row -> row.link().entry().kind().name()),
          maybeUuid("contact_id", entry -> entry.about().map(ContactId::value)),
          maybeUuid("connection_id", entry -> entry.connection().map(ConnectionId::value)),
          text("provider", row -> row.link().entry().provider().map(Enum::name).orElse(null)),
          text("winner", row -> outcome(row, outcome -> outcome.winner().name())),
          maybeInstant("hub_at", row -> row.link().entry().outcome().map(Outcome::hubAt)),
          maybeInstant("crm_at", row -> row.link().entry().outcome().map(Outcome::crmAt)),
          new PageColumns.Column<>(
              "clock_offset_nanos",
              "bigint",
              row -> outcome(row, outcome -> Long.toString(outcome.clockOffset().toNanos()))),
          new PageColumns.Column<>(
              "differing", "text[]", row -> outcome(row, outcome -> names(outcome.differing()))),
          new PageColumns.Column<>(
              "to_hub", "text[]", row -> outcome(row, outcome -> names(outcome.toHub()))),
          text("policy", row -> outcome(row, Outcome::policy)),
          text("reason", row -> row.link().entry().reason()),
          text("actor", row -> row.link().entry().actor()),
          bytes("versions", row -> row.versions().orElse(null)),
          text("previous_hash", row -> row.link().previous()),
          text("hash", row -> row.link().hash()));

  private AuditRows() {}

  static Sealed sealed(Record row) {
    var versions = Optional.ofNullable(row.get(AUDIT_ENTRY.VERSIONS));
    return new Sealed(
        new AuditChain.Link(
            row.get(AUDIT_ENTRY.NUMBER),
            entry(row),
            versions.map(AuditChain::digest).orElse(""),
            row.get(AUDIT_ENTRY.PREVIOUS_HASH),
            row.get(AUDIT_ENTRY.HASH)),
        versions);
  }

  private static AuditEntry entry(Record row) {
    return new AuditEntry(
        new AuditEntryId(row.get(AUDIT_ENTRY.ENTRY_ID)),
        row.get(AUDIT_ENTRY.AT),
        Kind.valueOf(row.get(AUDIT_ENTRY.KIND)),
        Optional.ofNullable(row.get(AUDIT_ENTRY.CONTACT_ID)).map(ContactId::new),
        Optional.ofNullable(row.get(AUDIT_ENTRY.CONNECTION_ID)).map(ConnectionId::new),
        Optional.ofNullable(row.get(AUDIT_ENTRY.PROVIDER)).map(CrmProvider::valueOf),
        Optional.ofNullable(row.get(AUDIT_ENTRY.WINNER)).map(winner -> outcome(row, winner)),
        Optional.empty(),
        row.get(AUDIT_ENTRY.REASON),
        row.get(AUDIT_ENTRY.ACTOR));
  }

  private static Outcome outcome(Record row, String winner) {
    return new Outcome(
        Side.valueOf(winner),
        row.get(AUDIT_ENTRY.HUB_AT),
        row.get(AUDIT_ENTRY.CRM_AT),
        Duration.ofNanos(row.get(AUDIT_ENTRY.CLOCK_OFFSET_NANOS)),
        fields(row.get(AUDIT_ENTRY.DIFFERING)),
        fields(row.get(AUDIT_ENTRY.TO_HUB)),
        row.get(AUDIT_ENTRY.POLICY));
  }

  private static @Nullable String outcome(Sealed row, Function<Outcome, String> value) {
    return row.link().entry().outcome().map(value).orElse(null);
  }

  private static PageColumns.Column<Sealed> maybeUuid(
      String name, Function<AuditEntry, Optional<UUID>> value) {
    return new PageColumns.Column<>(
        name, "uuid", row -> value.apply(row.link().entry()).map(UUID::toString).orElse(null));
  }

  private static String names(Set<ContactField> fields) {
    return fields.stream().sorted().map(Enum::name).collect(Collectors.joining(",", "{", "}"));
  }

  private static Set<ContactField> fields(String[] names) {
    return Arrays.stream(names).map(ContactField::valueOf).collect(Collectors.toUnmodifiableSet());
  }
}
