package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.street.StreetErrors.Flaw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// What callers leave with people: activity, notes and tasks. Street shows none of it again, so a
/// tester reads it here.
final class Keepsakes {

  /// One thing that was left.
  ///
  /// @param kind `activity`, `note` or `todo`
  /// @param subject what it was left with
  record Keepsake(
      String kind, String network, String id, String subject, Instant at, ObjectNode attributes) {

    ObjectNode json() {
      var json =
          Json.object()
              .put("kind", kind)
              .put("network", network)
              .put("id", id)
              .put("subject", subject)
              .put("at", at.toString());
      json.set("attributes", attributes);
      return json;
    }
  }

  private static final String AT = "/data/attributes/";
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "activity", List.of("activity_type", "title", "source"),
          "note", List.of("body"),
          "todo", List.of("title"));
  private static final List<String> SOURCES =
      List.of("property_reports", "print", "social", "email_marketing");

  private final Dice dice;
  private final List<Keepsake> left = new ArrayList<>();

  Keepsakes(Dice dice) {
    this.dice = dice;
  }

  Reply activity(Call call, StreetNetwork network) {
    keep("activity", call, network);
    return Reply.empty(201);
  }

  Reply note(Call call, StreetNetwork network) {
    var kept = keep("note", call, network);
    var document = Json.object();
    var stamp = StreetTimes.written(StreetTimes.wholeSecond(kept.at()));
    document
        .putObject("data")
        .put("type", "note")
        .put("id", kept.id())
        .putObject("attributes")
        .put("body", Json.text(kept.attributes(), "body").orElse(""))
        .putNull("author")
        .putNull("pinned_at")
        .put("created_at", stamp)
        .put("updated_at", stamp);
    return StreetErrors.document(201, document);
  }

  Reply todo(Call call, StreetNetwork network) {
    var kept = keep("todo", call, network);
    var document = Json.object();
    var stamp = StreetTimes.written(StreetTimes.wholeSecond(kept.at()));
    document
        .putObject("data")
        .put("type", "todo")
        .put("id", kept.id())
        .putObject("attributes")
        .put("title", Json.text(kept.attributes(), "title").orElse(""))
        .put("body", Json.text(kept.attributes(), "body").orElse(null))
        .putNull("due_date")
        .put("created_at", stamp)
        .put("updated_at", stamp);
    return StreetErrors.document(201, document);
  }

  synchronized List<Keepsake> all() {
    return List.copyOf(left);
  }

  synchronized void clear() {
    left.clear();
  }

  private synchronized Keepsake keep(String kind, Call call, StreetNetwork network) {
    var data =
        Json.objectIn(call.body())
            .filter(body -> body.get("data") instanceof ObjectNode)
            .map(body -> body.withObjectProperty("data"))
            .orElseThrow(
                () -> StreetErrors.refusal(400, "The request body is not a JSON:API document."));
    if (!Json.text(data, "type").orElse("").equals(kind)) {
      throw StreetErrors.conflict("/data/type", "The type does not match the resource.");
    }
    var attributes = data.get("attributes") instanceof ObjectNode given ? given : Json.object();
    check(kind, attributes);
    var own = dice.of(left.size() + 1);
    var kept =
        new Keepsake(
            kind,
            network.name(),
            new UUID(own.bits(1), own.bits(2)).toString(),
            subject(kind, data, network),
            call.at(),
            attributes);
    left.add(kept);
    return kept;
  }

  private static void check(String kind, ObjectNode attributes) {
    var flaws = new ArrayList<Flaw>();
    for (var name : REQUIRED.getOrDefault(kind, List.of())) {
      if (Json.text(attributes, name).filter(text -> !text.isBlank()).isEmpty()) {
        flaws.add(new Flaw(AT + name, "The %s field is required.".formatted(name)));
      }
    }
    if (kind.equals("activity")) {
      if (!Json.text(attributes, "activity_type").orElse("").equals("campaign_sent")) {
        flaws.add(new Flaw(AT + "activity_type", "The selected activity type is invalid."));
      }
      if (!SOURCES.contains(Json.text(attributes, "source").orElse(""))) {
        flaws.add(new Flaw(AT + "source", "The selected source is invalid."));
      }
    }
    if (!flaws.isEmpty()) {
      throw StreetErrors.invalid(flaws);
    }
  }

  // A task may stand alone, everything else belongs to exactly one thing; a person must exist.
  private static String subject(String kind, ObjectNode data, StreetNetwork network) {
    var hasRelations = data.get("relationships") instanceof ObjectNode given && given.size() == 1;
    if (!hasRelations) {
      if (kind.equals("todo") && !data.has("relationships")) {
        return "";
      }
      throw StreetErrors.invalid(
          List.of(new Flaw("/data/relationships", "Exactly one relation is required.")));
    }
    var name = data.path("relationships").propertyNames().iterator().next();
    var id = Json.text(data.path("relationships").path(name).path("data"), "id").orElse("");
    if (name.equals("person")
        && network.index().find(id).filter(card -> !card.archived()).isEmpty()) {
      throw StreetErrors.invalid(
          List.of(new Flaw("/data/relationships/person", "The selected person is invalid.")));
    }
    return name + "/" + id;
  }
}
