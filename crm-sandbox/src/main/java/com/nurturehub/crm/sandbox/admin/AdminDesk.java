package com.nurturehub.crm.sandbox.admin;

import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/// An agent's work at one CRM, over HTTP.
record AdminDesk(Crm crm) {

  void addRoutes(Routes routes) {
    var customer = "/" + crm.name() + "/customers/{customer}";
    var contact = customer + "/contacts/{id}";
    routes
        .on("GET", "/" + crm.name() + "/customers", "customers", _ -> customers())
        .on("POST", customer + "/connect", "connect", this::connect)
        .on("POST", customer + "/disconnect", "disconnect", this::disconnect)
        .on("POST", customer + "/contacts", "create", this::create)
        .on("POST", customer + "/contacts-in-bulk", "bulk", this::editMany)
        .on("GET", contact, "look", this::look)
        .on("PATCH", contact, "edit", this::edit)
        .on("POST", contact + "/deform", "deform", this::deform);
    act(routes, "DELETE", contact, Desk::delete);
    act(routes, "POST", contact + "/archive", Desk::archive);
    act(routes, "POST", contact + "/unarchive", Desk::unarchive);
    act(routes, "POST", contact + "/erase", Desk::erase);
    act(routes, "POST", contact + "/touch", Desk::touchUnseen);
    act(routes, "POST", contact + "/poison", Desk::poison);
    act(routes, "POST", contact + "/heal", Desk::heal);
  }

  private void act(Routes routes, String method, String path, BiConsumer<Desk, String> action) {
    routes.on(
        method,
        path,
        "act",
        call -> {
          action.accept(desk(call), call.at("id"));
          return Reply.empty(204);
        });
  }

  private Reply customers() {
    var list = Json.array();
    for (var code : crm.customers()) {
      list.addObject().put("customer", code).put("connected", crm.isConnected(code));
    }
    return Reply.json(200, list);
  }

  private Reply connect(Call call) {
    crm.connect(call.at("customer"));
    return Reply.empty(204);
  }

  private Reply disconnect(Call call) {
    crm.disconnect(call.at("customer"));
    return Reply.empty(204);
  }

  private Reply create(Call call) {
    return Reply.json(201, Json.object().put("id", desk(call).create(AdminBodies.of(call))));
  }

  private Reply look(Call call) {
    return Reply.json(200, desk(call).look(call.at("id")));
  }

  private Reply edit(Call call) {
    desk(call).edit(call.at("id"), AdminBodies.of(call));
    return Reply.empty(204);
  }

  private Reply editMany(Call call) {
    var wish = AdminBodies.of(call);
    var changes = wish.get("changes") instanceof ObjectNode given ? given : Json.object();
    var edited =
        desk(call)
            .editMany(
                wish.path("percent").asDouble(1), changes, wish.path("announced").asBoolean(false));
    return Reply.json(200, Json.object().put("edited", edited));
  }

  private Reply deform(Call call) {
    var how = Json.text(AdminBodies.of(call), "as").orElse("");
    desk(call).deform(call.at("id"), Deformity.valueOf(how.toUpperCase(Locale.ROOT)));
    return Reply.empty(204);
  }

  private Desk desk(Call call) {
    return crm.desk(call.at("customer"));
  }
}
