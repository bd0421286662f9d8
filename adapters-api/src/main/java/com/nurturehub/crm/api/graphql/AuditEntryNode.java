package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.graphql.ContactNode.DetailsNode;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.Side;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record AuditEntryNode(
    String id,
    long number,
    String hash,
    Instant at,
    AuditEntry.Kind kind,
    Optional<ContactId> about,
    Optional<CrmProvider> provider,
    Optional<OutcomeNode> outcome,
    Optional<DetailsNode> hubVersion,
    Optional<DetailsNode> crmVersion,
    String reason,
    String actor,
    boolean erased) {

  record OutcomeNode(
      Side winner,
      Instant hubAt,
      Instant crmAt,
      double clockOffsetSeconds,
      String policy,
      List<DifferenceNode> differences) {}

  record DifferenceNode(
      ContactField field, Optional<String> hubValue, Optional<String> crmValue, Side winner) {}

  static AuditEntryNode of(AuditTrail.Entry chained) {
    var entry = chained.entry();
    return new AuditEntryNode(
        entry.id().toString(),
        chained.number(),
        chained.hash(),
        entry.at(),
        entry.kind(),
        entry.about(),
        entry.provider(),
        entry.outcome().map(outcome -> outcome(outcome, entry.versions())),
        entry.versions().map(versions -> DetailsNode.of(versions.hub())),
        entry.versions().map(versions -> DetailsNode.of(versions.crm())),
        entry.reason(),
        entry.actor(),
        chained.erased());
  }

  private static OutcomeNode outcome(AuditEntry.Outcome outcome, Optional<Versions> versions) {
    return new OutcomeNode(
        outcome.winner(),
        outcome.hubAt(),
        outcome.crmAt(),
        outcome.clockOffset().toMillis() / 1000.0,
        outcome.policy(),
        outcome.differing().stream()
            .sorted()
            .map(field -> difference(field, outcome, versions))
            .toList());
  }

  private static DifferenceNode difference(
      ContactField field, AuditEntry.Outcome outcome, Optional<Versions> versions) {
    return new DifferenceNode(
        field,
        versions.map(both -> field.show(both.hub())),
        versions.map(both -> field.show(both.crm())),
        outcome.toHub().contains(field) ? Side.HUB : Side.CRM);
  }
}
