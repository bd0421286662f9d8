package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/// What a tester can do to Street beyond what can be done to every CRM.
final class StreetAdmin {

  private final Street street;
  private final StreetEvents events;
  private final MessageSender sender;
  private final Keepsakes keepsakes;
  private final InstantSource clock;

  StreetAdmin(
      Street street,
      StreetEvents events,
      MessageSender sender,
      Keepsakes keepsakes,
      InstantSource clock) {
    this.street = street;
    this.events = events;
    this.sender = sender;
    this.keepsakes = keepsakes;
    this.clock = clock;
  }

  void addRoutes(Routes routes) {
    routes
        .on("GET", "/street/options", "options", _ -> options())
        .on("PUT", "/street/options", "options.set", this::setOptions)
        .on("GET", "/street/webhooks", "webhooks", _ -> webhooks())
        .on("POST", "/street/webhooks", "webhooks.add", this::addWebhook)
        .on("DELETE", "/street/webhooks", "webhooks.clear", _ -> clearWebhooks())
        .on("POST", "/street/webhooks/tell", "webhooks.tell", this::tell)
        .on("GET", "/street/webhooks/mischief", "mischief", _ -> mischief())
        .on("PUT", "/street/webhooks/mischief", "mischief.set", this::setMischief)
        .on("GET", "/street/webhooks/attempts", "attempts", _ -> attempts())
        .on("GET", "/street/keepsakes", "keepsakes", _ -> keepsakes())
        .on("DELETE", "/street/keepsakes", "keepsakes.clear", _ -> clearKeepsakes());
  }

  private Reply options() {
    return Reply.json(200, street.options().json());
  }

  private Reply setOptions(Call call) {
    street.setOptions(street.options().changed(body(call)));
    return options();
  }

  private Reply webhooks() {
    var answer = sender.state();
    events.all().forEach(hook -> answer.withArrayProperty("webhooks").add(hook.json()));
    return Reply.json(200, answer);
  }

  private Reply addWebhook(Call call) {
    return Reply.json(201, events.add(body(call)).json());
  }

  private Reply clearWebhooks() {
    events.removeAll();
    return Reply.empty(204);
  }

  private Reply tell(Call call) {
    var wish = body(call);
    events.tell(
        street.network(Json.text(wish, "customer").orElse("")),
        Json.text(wish, "event").orElse(StreetEvents.PREFERENCES),
        Json.text(wish, "person").orElse(""),
        clock.instant());
    return Reply.empty(202);
  }

  private Reply mischief() {
    return Reply.json(200, sender.mischief().json());
  }

  private Reply setMischief(Call call) {
    sender.set(sender.mischief().changed(body(call)));
    return mischief();
  }

  private Reply attempts() {
    var list = Json.array();
    sender.attempts().forEach(attempt -> list.add(attempt.json()));
    return Reply.json(200, list);
  }

  private Reply keepsakes() {
    var list = Json.array();
    keepsakes.all().forEach(left -> list.add(left.json()));
    return Reply.json(200, list);
  }

  private Reply clearKeepsakes() {
    keepsakes.clear();
    return Reply.empty(204);
  }

  private static ObjectNode body(Call call) {
    return Json.objectIn(call.body())
        .orElseThrow(() -> new IllegalArgumentException("the body is not a JSON object"));
  }
}
