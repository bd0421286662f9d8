package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody's wish to be told of events.
///
/// @param customers whose events; none means all who have the application installed, the shared
///   sandbox excepted
record ReapitHook(
    String id,
    Instant created,
    Instant modified,
    String url,
    String description,
    List<String> topics,
    boolean active,
    boolean ignoreTagOnlyChanges,
    Set<String> customers) {

  ReapitHook {
    topics = List.copyOf(topics);
    customers = Set.copyOf(customers);
  }

  static ReapitHook of(String id, Instant created, Instant now, JsonNode json, Set<String> whose) {
    var topics = new HashSet<String>();
    json.path("topicIds").forEach(topic -> topics.add(topic.asString("")));
    return new ReapitHook(
        id,
        created,
        now,
        Json.text(json, "url").orElse(""),
        Json.text(json, "description").orElse(""),
        topics.stream().sorted().toList(),
        json.path("active").asBoolean(true),
        json.path("ignoreEtagOnlyChanges").asBoolean(false),
        whose);
  }

  boolean wants(String topic, ReapitCustomer customer) {
    return active
        && topics.contains(topic)
        && (customers.isEmpty() ? !customer.isShared() : customers.contains(customer.code()));
  }

  ObjectNode json() {
    var json =
        Json.object()
            .put("id", id)
            .put("created", created.toString())
            .put("modified", modified.toString())
            .put("url", url)
            .put("description", description);
    topics.forEach(json.putArray("topicIds")::add);
    return json.put("active", active).put("ignoreEtagOnlyChanges", ignoreTagOnlyChanges);
  }
}
