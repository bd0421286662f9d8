package com.nurturehub.crm.sandbox.admin;

import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Query;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import com.nurturehub.crm.sandbox.journal.Told;
import java.time.Instant;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// What one CRM was told, over HTTP.
record AdminJournal(Crm crm) {

  private static final int LIMIT_USUAL = 100;

  void addRoutes(Routes routes) {
    var at = "/" + crm.name();
    routes
        .on("GET", at + "/requests", "requests", this::requests)
        .on("DELETE", at + "/requests", "requests.clear", _ -> clear())
        .on("GET", at + "/counters", "counters", _ -> counters());
  }

  private Reply requests(Call call) {
    var limit = call.query().find("limit").map(Integer::parseInt).orElse(LIMIT_USUAL);
    var list = Json.array();
    crm.journal().find(wanted(call.query()), limit).forEach(told -> list.add(json(told)));
    return Reply.json(200, list);
  }

  private Reply clear() {
    crm.journal().clear();
    return Reply.empty(204);
  }

  private Reply counters() {
    var counts = crm.journal().counts();
    var answer =
        Json.object().put("total", counts.total()).put("perSecondMax", counts.perSecondMax());
    var byOperation = answer.putObject("byOperation");
    counts.byOperation().forEach(byOperation::put);
    var byStatus = answer.putObject("byStatus");
    counts.byStatus().forEach((status, count) -> byStatus.put(Integer.toString(status), count));
    var inFlight = answer.putObject("inFlightMax");
    counts.inFlightMax().forEach(inFlight::put);
    var created = answer.putObject("createdByReference");
    crm.journal()
        .createdByReference()
        .forEach((reference, ids) -> ids.forEach(created.withArrayProperty(reference)::add));
    var optOuts = answer.putArray("optOuts");
    for (var optOut : crm.journal().optOuts()) {
      optOuts
          .addObject()
          .put("customer", optOut.customer())
          .put("contact", optOut.contact())
          .put("at", optOut.at().toString());
    }
    return Reply.json(200, answer);
  }

  private static Predicate<Told> wanted(Query query) {
    var since = query.find("since").map(Instant::parse).orElse(Instant.MIN);
    return told ->
        fits(query, "operation", told.operation())
            && fits(query, "customer", told.customer())
            && fits(query, "method", told.method())
            && fits(query, "status", Integer.toString(told.status()))
            && query.find("path").map(told.path()::startsWith).orElse(true)
            && (query.find("writes").isEmpty() || !told.method().equals("GET"))
            && !told.arrivedAt().isBefore(since);
  }

  private static boolean fits(Query query, String name, String value) {
    return !query.has(name) || query.all(name).contains(value);
  }

  private static ObjectNode json(Told told) {
    var json =
        Json.object()
            .put("number", told.number())
            .put("operation", told.operation())
            .put("customer", told.customer())
            .put("method", told.method())
            .put("path", told.path())
            .put("query", told.query())
            .put("body", told.body())
            .put("arrivedAt", told.arrivedAt().toString())
            .put("answeredAt", told.answeredAt().toString())
            .put("inFlight", told.inFlight())
            .put("status", told.status());
    var headers = json.putObject("headers");
    told.headers().forEach(headers::put);
    told.harms().forEach(json.putArray("faults")::add);
    return json;
  }
}
