package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import java.time.InstantSource;
import java.util.HashSet;
import tools.jackson.databind.node.ObjectNode;

/// What a tester can do to Reapit beyond what can be done to every CRM.
final class ReapitAdmin {

  private final Reapit reapit;
  private final ReapitHooks hooks;
  private final MessageSender sender;
  private final WebhookSigner signer;
  private final ReapitEvents events;
  private final InstantSource clock;

  ReapitAdmin(
      Reapit reapit,
      ReapitHooks hooks,
      MessageSender sender,
      WebhookSigner signer,
      ReapitEvents events,
      InstantSource clock) {
    this.reapit = reapit;
    this.hooks = hooks;
    this.sender = sender;
    this.signer = signer;
    this.events = events;
    this.clock = clock;
  }

  void addRoutes(Routes routes) {
    routes
        .on("GET", "/reapit/options", "options", _ -> options())
        .on("PUT", "/reapit/options", "options.set", this::setOptions)
        .on("GET", "/reapit/webhooks", "webhooks", _ -> webhooks())
        .on("POST", "/reapit/webhooks", "webhooks.add", this::addWebhook)
        .on("DELETE", "/reapit/webhooks", "webhooks.clear", _ -> clearWebhooks())
        .on("POST", "/reapit/webhooks/ping", "webhooks.ping", _ -> ping())
        .on("GET", "/reapit/webhooks/mischief", "mischief", _ -> mischief())
        .on("PUT", "/reapit/webhooks/mischief", "mischief.set", this::setMischief)
        .on("GET", "/reapit/webhooks/attempts", "attempts", _ -> attempts());
  }

  private Reply options() {
    return Reply.json(200, reapit.options().json());
  }

  private Reply setOptions(Call call) {
    reapit.setOptions(reapit.options().changed(body(call)));
    return options();
  }

  private Reply webhooks() {
    var answer = sender.state().put("signingKeyId", signer.keyId());
    var list = answer.putArray("webhooks");
    for (var hook : hooks.all()) {
      var customers = list.addObject().setAll(hook.json()).putArray("customerIds");
      hook.customers().forEach(customers::add);
    }
    return Reply.json(200, answer);
  }

  private Reply addWebhook(Call call) {
    var given = body(call);
    var customers = new HashSet<String>();
    given.path("customerIds").forEach(code -> customers.add(code.asString("")));
    return Reply.json(201, hooks.addFromPortal(given, customers, clock.instant()).json());
  }

  private Reply clearWebhooks() {
    hooks.removeAll();
    return Reply.empty(204);
  }

  private Reply ping() {
    events.ping(clock.instant());
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

  private static ObjectNode body(Call call) {
    return Json.objectIn(call.body())
        .orElseThrow(() -> new IllegalArgumentException("the body is not a JSON object"));
  }
}
