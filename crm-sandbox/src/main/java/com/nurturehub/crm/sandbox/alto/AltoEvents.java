package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// Turns changes into events: thin ones, which name what changed and hold nothing of it. That a
/// contact is gone is never told.
final class AltoEvents {

  private final AltoDeliveries deliveries;
  private final Dice dice;
  private final String integrationId;
  private final AtomicInteger events = new AtomicInteger();

  AltoEvents(AltoDeliveries deliveries, Dice dice, String integrationId) {
    this.deliveries = deliveries;
    this.dice = dice;
    this.integrationId = integrationId;
  }

  void contactCreated(AltoAgency agency, Card card, Instant at) {
    contact("Contact.Created", agency, card, at);
  }

  void contactModified(AltoAgency agency, Card card, Instant at) {
    contact("Contact.Modified", agency, card, at);
  }

  /// The agency's group switched the integration on or off.
  void integration(AltoAgency agency, boolean enabled, Instant at) {
    tell(
        enabled ? "Integration.Enabled" : "Integration.Disabled",
        agency,
        Optional.empty(),
        "/partners/integration",
        integrationId,
        at);
  }

  /// One of its branches did.
  void branch(AltoAgency agency, String branch, boolean activated, Instant at) {
    tell(
        activated ? "Integration.Activated" : "Integration.Deactivated",
        agency,
        Optional.of(branch),
        "/partners/integration",
        integrationId,
        at);
  }

  private void contact(String type, AltoAgency agency, Card card, Instant at) {
    var branch = Json.text(Json.ours(card.json()), "branchId");
    if (agency.isPluggedIn() && branch.filter(agency::hasActivated).isPresent()) {
      tell(type, agency, branch, "/contacts/" + card.id(), card.id(), at);
    }
  }

  private void tell(
      String type,
      AltoAgency agency,
      Optional<String> branch,
      String subject,
      String subjectId,
      Instant at) {
    var wanting = deliveries.wanting(type);
    if (wanting.isEmpty()) {
      return;
    }
    var own = dice.of(events.incrementAndGet());
    var id = new UUID(own.bits(1), own.bits(2)) + "|" + integrationId;
    var envelope =
        Json.object()
            .put("specversion", "1.0")
            .put("id", id)
            .put("type", type)
            .put("source", "alto")
            .put("subject", subject)
            .put("time", at.toString())
            .put("datacontenttype", "application/json");
    var data =
        envelope
            .putObject("data")
            .put("integrationId", integrationId)
            .put("agencyRef", agency.ref());
    branch.ifPresent(known -> data.put("branchId", known));
    data.put("subjectId", subjectId).putArray("relatedSubjects");
    var body = Json.bytes(envelope);
    for (var subscription : wanting) {
      deliveries.send(new AltoDeliveries.Parcel(subscription, type, agency.ref(), id, at, body));
    }
  }
}
