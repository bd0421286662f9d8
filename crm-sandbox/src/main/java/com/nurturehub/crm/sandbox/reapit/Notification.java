package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.hook.Message;
import com.nurturehub.crm.sandbox.hook.Signing;
import com.nurturehub.crm.sandbox.http.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One event, as it is told to one hook. Its body is put together when it is sent.
///
/// @param entity empty for events that are not about a contact
/// @param before the contact before, as far as the event shows it
/// @param after the contact after, as far as the event shows it
/// @param extra what an event that is not about a contact shows instead
record Notification(
    String url,
    String eventId,
    String topic,
    String customer,
    Optional<String> entity,
    Instant at,
    Optional<Card> before,
    Optional<Card> after,
    Optional<ObjectNode> extra) {

  private static final String SHARED = "SBOX";
  private static final Set<String> NOT_SHOWN = Set.of("metadata", "_links", "_embedded");
  private static final Set<String> TAG_ONLY = Set.of("_eTag", "modified");

  /// Events of the shared sandbox are told once.
  Message signedBy(Signing signing) {
    return new Message(
        url,
        topic,
        customer,
        eventId,
        at,
        customer.equals(SHARED),
        Map.of(),
        (known, attempt) -> Json.bytes(body(known, attempt)),
        signing);
  }

  private ObjectNode body(String known, int attempt) {
    var body =
        Json.object()
            .put("SendAttempts", attempt)
            .put("eventId", known)
            .put("entityId", entity.orElse(null))
            .put("customerId", customer)
            .put("eventTime", Stamps.withFraction(at))
            .put("topicId", topic);
    var old = before.map(Notification::shown);
    var now = extra.or(() -> after.map(Notification::shown));
    body.set("new", now.map(JsonNode.class::cast).orElse(nothing()));
    body.set("old", old.map(JsonNode.class::cast).orElse(nothing()));
    body.set(
        "diff",
        old.isPresent() && now.isPresent() && topic.endsWith(".modified")
            ? diff(old.get(), now.get())
            : nothing());
    return body;
  }

  /// Whether nothing that the API shows has changed but the version.
  static boolean isTagOnly(Card before, Card after) {
    return diff(shown(before), shown(after)).propertyNames().stream().allMatch(TAG_ONLY::contains);
  }

  private static ObjectNode shown(Card card) {
    var contact = Json.ours(card.json());
    contact.remove(NOT_SHOWN);
    return contact;
  }

  private static ObjectNode diff(ObjectNode old, ObjectNode now) {
    var diff = Json.object();
    now.propertyStream()
        .forEach(member -> {
          var name = member.getKey();
          var was = old.get(name) == null ? nothing() : old.get(name);
          var is = member.getValue();
          if (was.equals(is)) {
            return;
          }
          if (was instanceof ObjectNode oldPart && is instanceof ObjectNode newPart) {
            diff.set(name, diff(oldPart, newPart));
          } else {
            diff.set(name, Json.array().add(was).add(is));
          }
        });
    return diff;
  }

  private static JsonNode nothing() {
    return JsonNodeFactory.instance.nullNode();
  }
}
