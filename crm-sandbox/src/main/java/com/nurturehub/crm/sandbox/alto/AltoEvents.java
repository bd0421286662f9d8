package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.hook.Message;
import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Turns changes into events: thin ones, which name what changed and hold nothing of it. That a
/// contact is gone is never told.
final class AltoEvents {

  private final MessageSender sender;
  private final List<AltoSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Dice dice;
  private final String integrationId;
  private final AtomicInteger events = new AtomicInteger();

  AltoEvents(MessageSender sender, Dice dice, String integrationId) {
    this.sender = sender;
    this.dice = dice;
    this.integrationId = integrationId;
  }

  void subscribe(AltoSubscription subscription) {
    subscriptions.add(subscription);
  }

  void unsubscribeAll() {
    subscriptions.clear();
  }

  List<AltoSubscription> subscriptions() {
    return List.copyOf(subscriptions);
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
    var wanting = subscriptions.stream().filter(one -> one.wants(type)).toList();
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
      sender.send(
          new Message(
              subscription.url(),
              type,
              agency.ref(),
              id,
              at,
              false,
              Map.of(),
              (_, _) -> body,
              subscription));
    }
  }
}
