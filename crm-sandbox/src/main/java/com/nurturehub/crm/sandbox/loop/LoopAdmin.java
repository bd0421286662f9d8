package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import tools.jackson.databind.node.ObjectNode;

/// What a tester can do to Loop beyond what can be done to every CRM.
final class LoopAdmin {

  private final Loop loop;
  private final LoopEvents events;
  private final MessageSender sender;
  private final LoopLeft left;

  LoopAdmin(Loop loop, LoopEvents events, MessageSender sender, LoopLeft left) {
    this.loop = loop;
    this.events = events;
    this.sender = sender;
    this.left = left;
  }

  void addRoutes(Routes routes) {
    routes
        .on("GET", "/loop/options", "options", _ -> options())
        .on("PUT", "/loop/options", "options.set", this::setOptions)
        .on("GET", "/loop/webhooks", "webhooks", _ -> webhooks())
        .on("POST", "/loop/webhooks", "webhooks.add", this::addWebhook)
        .on("DELETE", "/loop/webhooks", "webhooks.clear", _ -> clearWebhooks())
        .on("GET", "/loop/webhooks/mischief", "mischief", _ -> mischief())
        .on("PUT", "/loop/webhooks/mischief", "mischief.set", this::setMischief)
        .on("GET", "/loop/webhooks/attempts", "attempts", _ -> attempts())
        .on("GET", "/loop/keepsakes", "keepsakes", _ -> keepsakes())
        .on("DELETE", "/loop/keepsakes", "keepsakes.clear", _ -> clearKeepsakes());
  }

  private Reply options() {
    return Reply.json(200, loop.options().json());
  }

  private Reply setOptions(Call call) {
    loop.setOptions(loop.options().changed(body(call)));
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
    left.all().forEach(list::add);
    return Reply.json(200, list);
  }

  private Reply clearKeepsakes() {
    left.clear();
    return Reply.empty(204);
  }

  private static ObjectNode body(Call call) {
    return Json.objectIn(call.body())
        .orElseThrow(() -> new IllegalArgumentException("the body is not a JSON object"));
  }
}
