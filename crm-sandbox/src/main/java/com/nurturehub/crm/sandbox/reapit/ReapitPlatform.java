package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import com.nurturehub.crm.sandbox.reapit.ReapitErrors.Flaw;
import com.nurturehub.crm.sandbox.reapit.ReapitGate.CustomerAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// The platform host: contacts, and what is needed to write them.
final class ReapitPlatform {

  static final String PREFIX = "/platform";

  private static final Map<String, String> CATEGORIES =
      Map.of(
          "APP", "Applicant",
          "VEN", "Vendor",
          "LAN", "Landlord",
          "TEN", "Tenant",
          "INV", "Investor",
          "SOL", "Solicitor");

  private final ReapitGate gate;
  private final ContactWrites writes;
  private final WebhookSigner signer;

  ReapitPlatform(ReapitGate gate, ContactWrites writes, WebhookSigner signer) {
    this.gate = gate;
    this.writes = writes;
    this.signer = signer;
  }

  void addRoutes(Routes routes) {
    on(routes, "GET", "/contacts", "contacts.list", Scope.CONTACTS_READ, ContactPages::list);
    on(routes, "POST", "/contacts", "contacts.create", Scope.CONTACTS_WRITE, writes::create);
    on(routes, "GET", "/contacts/{id}", "contacts.get", Scope.CONTACTS_READ, ReapitPlatform::get);
    on(routes, "PATCH", "/contacts/{id}", "contacts.update", Scope.CONTACTS_WRITE, writes::update);
    on(
        routes,
        "GET",
        "/contacts/{id}/relationships",
        "contacts.roles",
        Scope.CONTACTS_READ,
        ReapitPlatform::roles);
    on(
        routes,
        "GET",
        "/contacts/{id}/relationships/{role}",
        "contacts.role",
        Scope.CONTACTS_READ,
        ReapitPlatform::role);
    staff(routes, "offices", "Office", Scope.OFFICES_READ, ReapitOffices::offices);
    staff(routes, "negotiators", "Negotiator", Scope.NEGOTIATORS_READ, ReapitOffices::negotiators);
    on(
        routes,
        "GET",
        "/configuration/contactCategories",
        "categories.list",
        Scope.CONTACTS_READ,
        ReapitPlatform::categories);
    on(
        routes,
        "GET",
        "/webhooks/signing/{keyId}",
        "webhooks.key",
        Scope.CONTACTS_READ,
        (call, _) -> key(call));
  }

  private void on(
      Routes routes,
      String method,
      String path,
      String operation,
      String scope,
      CustomerAnswer answer) {
    routes.on(method, PREFIX + path, operation, gate.letting(scope, answer));
  }

  private static Reply get(Call call, ReapitCustomer customer) {
    var card = ContactWrites.find(customer, call.at("id"), call);
    if (customer.isPoisoned(card.number())) {
      return ContactPages.poisoned(call);
    }
    List<Flaw> flaws = new ArrayList<>();
    var embeds = ContactEmbeds.of(call.query().all("embed"), flaws);
    if (!flaws.isEmpty()) {
      throw ReapitErrors.invalid(400, flaws, call.at());
    }
    var body = embeds.areNone() ? card.json() : embeds.into(card.json(), card.number(), customer);
    return Reply.json(200, body).with("eTag", card.tag());
  }

  private static Reply roles(Call call, ReapitCustomer customer) {
    var card = ContactWrites.find(customer, call.at("id"), call);
    var withArchived =
        call.query().find("includeArchived").filter("true"::equalsIgnoreCase).isPresent();
    return Paging.of(call)
        .page(
            "/contacts/" + card.id() + "/relationships",
            ReapitRoles.of(customer, card.number(), card.id(), withArchived));
  }

  private static Reply role(Call call, ReapitCustomer customer) {
    var card = ContactWrites.find(customer, call.at("id"), call);
    var roles = ReapitRoles.of(customer, card.number(), card.id(), true);
    return one(roles, call.at("role"), "ContactRole", call);
  }

  private void staff(
      Routes routes,
      String name,
      String entity,
      String scope,
      Function<ReapitOffices, List<ObjectNode>> which) {
    on(
        routes,
        "GET",
        "/" + name,
        name + ".list",
        scope,
        (call, customer) ->
            Paging.of(call)
                .page(
                    "/" + name,
                    which.apply(customer.offices()).stream().filter(wanted(call)).toList()));
    on(
        routes,
        "GET",
        "/" + name + "/{id}",
        name + ".get",
        scope,
        (call, customer) -> one(which.apply(customer.offices()), call.at("id"), entity, call));
  }

  private static Predicate<ObjectNode> wanted(Call call) {
    var query = call.query();
    var from = query.find("modifiedFrom").flatMap(Stamps::parsed).orElse(Long.MIN_VALUE);
    return one ->
        (!query.has("id") || query.all("id").contains(one.path("id").asString("")))
            && (!query.has("officeId")
                || query.all("officeId").contains(one.path("officeId").asString("")))
            && (!query.has("active")
                || query.all("active").contains(Boolean.toString(one.path("active").asBoolean())))
            && Stamps.parsed(one.path("modified").asString("")).orElse(Long.MAX_VALUE) >= from;
  }

  private static Reply one(List<ObjectNode> among, String id, String entity, Call call) {
    return ReapitOffices.find(among, id)
        .map(found -> Reply.json(200, found))
        .orElseThrow(() -> ReapitErrors.notFound(entity, id, call.at()));
  }

  private static Reply categories(Call call, ReapitCustomer customer) {
    var list = Json.array();
    for (var id : ReapitPeople.CATEGORIES) {
      if (!call.query().has("id") || call.query().all("id").contains(id)) {
        list.addObject().put("id", id).put("value", CATEGORIES.getOrDefault(id, id));
      }
    }
    return Reply.json(200, list);
  }

  private Reply key(Call call) {
    if (!call.at("keyId").equals(signer.keyId())) {
      throw ReapitErrors.notFound("SigningKey", call.at("keyId"), call.at());
    }
    var keys = Json.object();
    keys.putArray("keys")
        .addObject()
        .put("kid", signer.keyId())
        .put("crv", "Ed25519")
        .put("x", signer.publicKey());
    return Reply.json(200, keys);
  }
}
