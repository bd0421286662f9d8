package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import tools.jackson.databind.node.ObjectNode;

/// What a tester can do to Alto beyond what can be done to every CRM.
final class AltoAdmin {

  private final Alto alto;
  private final AltoEvents events;
  private final MessageSender sender;

  AltoAdmin(Alto alto, AltoEvents events, MessageSender sender) {
    this.alto = alto;
    this.events = events;
    this.sender = sender;
  }

  void addRoutes(Routes routes) {
    var customer = "/alto/customers/{customer}";
    routes
        .on("GET", "/alto/options", "options", _ -> options())
        .on("PUT", "/alto/options", "options.set", this::setOptions)
        .on("GET", "/alto/webhooks", "webhooks", _ -> webhooks())
        .on("POST", "/alto/webhooks", "webhooks.add", this::addWebhook)
        .on("DELETE", "/alto/webhooks", "webhooks.clear", _ -> clearWebhooks())
        .on("GET", "/alto/webhooks/mischief", "mischief", _ -> mischief())
        .on("PUT", "/alto/webhooks/mischief", "mischief.set", this::setMischief)
        .on("GET", "/alto/webhooks/attempts", "attempts", _ -> attempts())
        .on("GET", customer, "agency", this::agency)
        .on("PUT", customer + "/activation", "activation", this::setActivation)
        .on("GET", customer + "/contacts/{id}/file-notes", "notes", this::notes)
        .on(
            "POST",
            customer + "/branches/{branch}/activate",
            "branch",
            call -> setBranch(call, true))
        .on(
            "POST",
            customer + "/branches/{branch}/deactivate",
            "branch",
            call -> setBranch(call, false));
  }

  private Reply options() {
    return Reply.json(200, alto.options().json());
  }

  private Reply setOptions(Call call) {
    alto.setOptions(alto.options().changed(body(call)));
    return options();
  }

  private Reply webhooks() {
    var answer = sender.state();
    var list = answer.putArray("webhooks");
    events.subscriptions().forEach(one -> list.add(one.json()));
    return Reply.json(200, answer);
  }

  private Reply addWebhook(Call call) {
    var subscription = AltoSubscription.of(body(call));
    events.subscribe(subscription);
    return Reply.json(201, subscription.json());
  }

  private Reply clearWebhooks() {
    events.unsubscribeAll();
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

  private Reply agency(Call call) {
    var agency = alto.agency(call.at("customer"));
    var about =
        Json.object()
            .put("customer", agency.ref())
            .put("connected", agency.isPluggedIn())
            .put("integrationStatus", agency.integrationStatus());
    var branches = about.putObject("branches");
    AltoOffice.branchIds().forEach(id -> branches.put(id, agency.hasActivated(id)));
    return Reply.json(200, about);
  }

  private Reply setActivation(Call call) {
    var typed = Json.text(body(call), "typed").orElse("");
    alto.typeAtActivation(call.at("customer"), typed);
    return Reply.empty(204);
  }

  private Reply notes(Call call) {
    var list = Json.array();
    alto.agency(call.at("customer")).notes().of(call.at("id")).forEach(list::add);
    return Reply.json(200, list);
  }

  private Reply setBranch(Call call, boolean activated) {
    alto.setActivated(call.at("customer"), call.at("branch"), activated);
    return Reply.empty(204);
  }

  private static ObjectNode body(Call call) {
    return Json.objectIn(call.body())
        .orElseThrow(() -> new IllegalArgumentException("the body is not a JSON object"));
  }
}
