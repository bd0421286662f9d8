package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.v1.AuditEntry;
import com.nurturehub.crm.v1.VerifyAuditTrailResponse;

/// Audit entries on the wire.
final class AuditMessages {

  private AuditMessages() {}

  static AuditEntry entry(AuditTrail.Entry chained) {
    var entry = chained.entry();
    var message =
        AuditEntry.newBuilder()
            .setId(entry.id().toString())
            .setNumber(chained.number())
            .setHash(chained.hash())
            .setTime(Times.toWire(entry.at()))
            .setKind(Words.toWire(AuditEntry.Kind.class, "KIND_", entry.kind()))
            .setReason(entry.reason())
            .setActor(entry.actor())
            .setErased(chained.erased());
    entry.about().ifPresent(contact -> message.setContactId(contact.toString()));
    entry.provider().map(Words::toWire).ifPresent(message::setProvider);
    entry.outcome().ifPresent(_ -> message.setOutcome(outcome(entry)));
    entry
        .versions()
        .ifPresent(versions ->
            message
                .setHubVersion(ContactMessages.details(versions.hub()))
                .setCrmVersion(ContactMessages.details(versions.crm())));
    return message.build();
  }

  private static AuditEntry.Outcome outcome(com.nurturehub.crm.domain.audit.AuditEntry entry) {
    var outcome = entry.outcome().orElseThrow();
    var message =
        AuditEntry.Outcome.newBuilder()
            .setWinner(side(outcome.winner()))
            .setHubTime(Times.toWire(outcome.hubAt()))
            .setCrmTime(Times.toWire(outcome.crmAt()))
            .setClockOffset(Times.toWire(outcome.clockOffset()))
            .setPolicy(outcome.policy());
    for (var field : outcome.differing().stream().sorted().toList()) {
      var winner = outcome.toHub().contains(field) ? Side.HUB : Side.CRM;
      message.addDifferences(difference(entry, field).setWinner(side(winner)));
    }
    return message.build();
  }

  private static AuditEntry.FieldDifference.Builder difference(
      com.nurturehub.crm.domain.audit.AuditEntry entry, ContactField field) {
    var message = AuditEntry.FieldDifference.newBuilder().setField(Words.toWire(field));
    entry
        .versions()
        .ifPresent(versions ->
            message
                .setHubValue(field.show(versions.hub()))
                .setCrmValue(field.show(versions.crm())));
    return message;
  }

  private static AuditEntry.Side side(Side side) {
    return Words.toWire(AuditEntry.Side.class, "SIDE_", side);
  }

  static VerifyAuditTrailResponse proof(AuditTrail.Proof proof) {
    var message =
        VerifyAuditTrailResponse.newBuilder()
            .setIntact(proof.intact())
            .setEntries(proof.entries())
            .setHead(proof.head());
    proof
        .broken()
        .ifPresent(broken ->
            message.setBroken(
                VerifyAuditTrailResponse.Break.newBuilder()
                    .setNumber(broken.number())
                    .setWhy(broken.why())));
    return message.build();
  }
}
