package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.reapit.ReapitErrors.Flaw;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Who wants to be told of events: the rest hooks that customers' calls set up, and the portal's
/// own webhooks.
final class ReapitHooks {

  static final Set<String> TOPICS =
      Set.of(
          "contacts.created",
          "contacts.modified",
          "contacts.optedout",
          "contacts.landlorddetails.updated",
          "application.install",
          "application.uninstall");

  private static final String PATH = "/resthooks";
  private static final int HOOKS_MAX = 1_000;

  private final Dice dice;
  private final Supplier<String> platform;
  private final Map<String, ReapitHook> hooks = new LinkedHashMap<>();
  private int given;

  ReapitHooks(Dice dice, Supplier<String> platform) {
    this.dice = dice;
    this.platform = platform;
  }

  void addRoutes(Routes routes, ReapitGate gate) {
    var path = ReapitPlatform.PREFIX + PATH;
    routes
        .on("POST", path, "resthooks.create", gate.letting(Scope.CONTACTS_READ, this::create))
        .on("GET", path, "resthooks.list", gate.letting(Scope.CONTACTS_READ, this::list))
        .on("GET", path + "/{id}", "resthooks.get", gate.letting(Scope.CONTACTS_READ, this::get))
        .on("PUT", path + "/{id}", "resthooks.put", gate.letting(Scope.CONTACTS_READ, this::put))
        .on(
            "DELETE",
            path + "/{id}",
            "resthooks.delete",
            gate.letting(Scope.CONTACTS_READ, this::delete));
  }

  /// The hooks that want this topic of this customer.
  synchronized List<ReapitHook> wanting(String topic, ReapitCustomer customer) {
    return hooks.isEmpty()
        ? List.of()
        : hooks.values().stream().filter(hook -> hook.wants(topic, customer)).toList();
  }

  synchronized boolean areAny() {
    return !hooks.isEmpty();
  }

  synchronized List<ReapitHook> all() {
    return List.copyOf(hooks.values());
  }

  /// A webhook set up in the portal; for all customers if none is named.
  synchronized ReapitHook addFromPortal(ObjectNode json, Set<String> customers, Instant now) {
    return keep(ReapitHook.of(newId(), now, now, json, customers));
  }

  synchronized void removeAll() {
    hooks.clear();
  }

  private synchronized Reply create(Call call, ReapitCustomer customer) {
    if (hooks.size() >= HOOKS_MAX) {
      throw ReapitErrors.refusal(400, "There are too many webhooks.", call.at());
    }
    var hook =
        keep(ReapitHook.of(newId(), call.at(), call.at(), checked(call), Set.of(customer.code())));
    return Reply.empty(201).with("Location", platform.get() + PATH + "/" + hook.id());
  }

  private synchronized Reply list(Call call, ReapitCustomer customer) {
    var sort = call.query().find("sortBy").orElse("created");
    var active = call.query().find("active");
    List<ReapitHook> own = new ArrayList<>();
    for (var hook : hooks.values()) {
      if (belongs(hook, customer)
          && (active.isEmpty() || active.get().equalsIgnoreCase(Boolean.toString(hook.active())))) {
        own.add(hook);
      }
    }
    var order =
        Comparator.comparing(
            sort.endsWith("modified") ? ReapitHook::modified : ReapitHook::created);
    own.sort(sort.startsWith("-") ? order.reversed() : order);
    return Paging.of(call).page(PATH, own.stream().map(ReapitHook::json).toList());
  }

  private synchronized Reply get(Call call, ReapitCustomer customer) {
    return Reply.json(200, owned(call, customer).json());
  }

  // The documents list 201 for PUT and DELETE, odd as it is.
  private synchronized Reply put(Call call, ReapitCustomer customer) {
    var before = owned(call, customer);
    keep(
        ReapitHook.of(before.id(), before.created(), call.at(), checked(call), before.customers()));
    return Reply.empty(201);
  }

  private synchronized Reply delete(Call call, ReapitCustomer customer) {
    hooks.remove(owned(call, customer).id());
    return Reply.empty(201);
  }

  private ReapitHook owned(Call call, ReapitCustomer customer) {
    var hook = hooks.get(call.at("id"));
    if (hook == null || !belongs(hook, customer)) {
      throw ReapitErrors.notFound("Webhook", call.at("id"), call.at());
    }
    return hook;
  }

  private static boolean belongs(ReapitHook hook, ReapitCustomer customer) {
    return hook.customers().equals(Set.of(customer.code()));
  }

  private static ObjectNode checked(Call call) {
    var json =
        Json.objectIn(call.body())
            .orElseThrow(() ->
                ReapitErrors.refusal(400, "The request body is not a JSON object.", call.at()));
    List<Flaw> flaws = new ArrayList<>();
    if (!isAcceptable(Json.text(json, "url").orElse(""))) {
      flaws.add(new Flaw("url", "Must be a public https address."));
    }
    for (var topic : json.path("topicIds")) {
      if (!TOPICS.contains(topic.asString(""))) {
        flaws.add(new Flaw("topicIds", "There is no topic %s.".formatted(topic)));
      }
    }
    if (!flaws.isEmpty()) {
      throw ReapitErrors.invalid(422, flaws, call.at());
    }
    return json;
  }

  // Reapit wants https and a public host. The sandbox delivers to this machine only, without TLS.
  private static boolean isAcceptable(String url) {
    try {
      var uri = URI.create(url);
      var host = uri.getHost();
      return host != null
          && !host.contains("execute-api")
          && ("https".equals(uri.getScheme()) || MessageSender.isLocal(uri));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private ReapitHook keep(ReapitHook hook) {
    hooks.put(hook.id(), hook);
    return hook;
  }

  private String newId() {
    given++;
    return new UUID(dice.of(given).bits(1), dice.of(given).bits(2)).toString();
  }
}
