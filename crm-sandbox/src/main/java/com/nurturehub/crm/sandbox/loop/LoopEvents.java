package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.hook.Message;
import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who wants to be told, and telling them. Messages are thin: they say who changed, not how.
final class LoopEvents {

  static final String CREATED = "person.created";
  static final String UPDATED = "person.updated";
  static final String ARCHIVED = "person.archived";

  /// An address that was set up for a team.
  record Hook(String team, String url, Passphrase signedWith) {

    ObjectNode json() {
      return Json.object().put("customer", team).put("url", url).put("secret", signedWith.reveal());
    }
  }

  private final MessageSender sender;
  private final Dice dice;
  private final List<Hook> hooks = new CopyOnWriteArrayList<>();
  private final AtomicInteger given = new AtomicInteger();

  LoopEvents(MessageSender sender, Dice dice) {
    this.sender = sender;
    this.dice = dice;
  }

  /// Without a secret in `json` the address gets a new one.
  Hook add(JsonNode json) {
    var hook =
        new Hook(
            Json.text(json, "customer").orElse(""),
            Json.text(json, "url").orElse(""),
            new Passphrase(Json.text(json, "secret").orElseGet(this::newId)));
    hooks.add(hook);
    return hook;
  }

  List<Hook> all() {
    return List.copyOf(hooks);
  }

  void removeAll() {
    hooks.clear();
  }

  void tell(LoopTeam team, String event, Card person, Instant at) {
    for (var hook : hooks) {
      if (hook.team().equals(team.name())) {
        var id = newId();
        sender.send(
            new Message(
                hook.url(),
                event,
                team.name(),
                id,
                at,
                false,
                Map.of("x-loop-event", event),
                (known, _) -> Json.bytes(body(known, event, person, at)),
                new LoopSigning(hook.signedWith())));
      }
    }
  }

  private static ObjectNode body(String id, String event, Card person, Instant at) {
    return Json.object()
        .put("eventId", id)
        .put("eventType", event)
        .put("occurredAt", LoopTimes.written(at.toEpochMilli()))
        .put("personId", person.id())
        .put("dateUpdated", LoopTimes.written(person.modified()));
  }

  private String newId() {
    var own = dice.of(given.incrementAndGet());
    return new UUID(own.bits(1), own.bits(2)).toString();
  }
}
