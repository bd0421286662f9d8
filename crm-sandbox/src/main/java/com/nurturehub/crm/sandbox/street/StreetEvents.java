package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.hook.Message;
import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// Who wants to be told, and telling them. The one event about people that Street has announced is
/// about marketing preferences.
final class StreetEvents {

  static final String PREFERENCES = "person.marketing-preferences.updated";

  private final MessageSender sender;
  private final Dice dice;
  private final List<StreetHook> hooks = new CopyOnWriteArrayList<>();
  private final AtomicInteger given = new AtomicInteger();

  StreetEvents(MessageSender sender, Dice dice) {
    this.sender = sender;
    this.dice = dice;
  }

  /// An agency sets up an endpoint. Without a secret in `json` it gets a new one.
  StreetHook add(JsonNode json) {
    var own = dice.of(given.incrementAndGet());
    var events = new HashSet<String>();
    json.path("events").forEach(event -> events.add(event.asString("")));
    var headers = new HashMap<String, String>();
    json.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString("")));
    var hook =
        new StreetHook(
            "ep_" + Long.toHexString(own.bits(1)),
            Json.text(json, "customer").orElse(""),
            Json.text(json, "url").orElse(""),
            events,
            new Passphrase(Json.text(json, "secret").orElseGet(() -> newSecret(own))),
            Json.text(json, "prefix").orElse("svix"),
            headers);
    hooks.add(hook);
    return hook;
  }

  List<StreetHook> all() {
    return List.copyOf(hooks);
  }

  void removeAll() {
    hooks.clear();
  }

  void changed(StreetNetwork network, Card before, Card after, Instant at) {
    if (!hooks.isEmpty() && !consentIn(before).equals(consentIn(after))) {
      tell(network, PREFERENCES, after.id(), at);
    }
  }

  /// An event of any name about a person, for testers.
  void tell(StreetNetwork network, String event, String person, Instant at) {
    var body = Json.bytes(body(event, person, at));
    for (var hook : hooks) {
      if (hook.wants(event, network)) {
        sender.send(
            new Message(
                hook.url(),
                event,
                network.name(),
                "msg_" + Long.toHexString(dice.of(given.incrementAndGet()).bits(2)),
                at,
                false,
                hook.headers(),
                (_, _) -> body,
                new SvixSigning(hook.signedWith(), hook.prefix())));
      }
    }
  }

  static boolean optsOut(Card before, Card after) {
    return denials(after).stream().anyMatch(denial -> !denials(before).contains(denial));
  }

  private static JsonNode body(String event, String person, Instant at) {
    var body = Json.object().put("type", event).put("timestamp", at.toString());
    body.putObject("data").putObject("person").put("id", person);
    return body;
  }

  private static List<JsonNode> consentIn(Card card) {
    var attributes = StreetCards.attributesOf(card);
    return List.of(attributes.path("marketing_consent"), attributes.path("contact_preferences"));
  }

  private static Set<String> denials(Card card) {
    var denials = new HashSet<String>();
    var attributes = StreetCards.attributesOf(card);
    if (isFalse(attributes.path("marketing_consent"))) {
      denials.add("marketing_consent");
    }
    attributes
        .path("contact_preferences")
        .properties()
        .forEach(preference -> {
          if (isFalse(preference.getValue())) {
            denials.add(preference.getKey());
          }
        });
    return denials;
  }

  private static boolean isFalse(JsonNode value) {
    return value.isBoolean() && !value.asBoolean();
  }

  private static String newSecret(Dice own) {
    var bytes = ByteBuffer.allocate(3 * Long.BYTES);
    for (int i = 0; i < 3; i++) {
      bytes.putLong(own.bits(10 + i));
    }
    return "whsec_" + Base64.getEncoder().encodeToString(bytes.array());
  }
}
