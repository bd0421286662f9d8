package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What Street writes around a page.
///
/// The links repeat `page[number]`, the asked one first and the meant one last, as Street's own
/// samples do. `prev` and `next` are missing where there is none.
final class Pages {

  private Pages() {}

  /// @param count how many rows the page claims to have
  /// @param address of the list, without a query
  static ObjectNode document(
      List<? extends JsonNode> rows, int count, int total, StreetQuery query, String address) {
    var document = Json.object();
    rows.forEach(document.putArray("data")::add);
    var pages = Math.max(1, (int) ((total + query.size() - 1L) / query.size()));
    document
        .putObject("meta")
        .putObject("pagination")
        .put("total", total)
        .put("count", count)
        .put("per_page", query.size())
        .put("current_page", query.number())
        .put("total_pages", pages);
    var links = document.putObject("links");
    var current = query.number();
    links.put("self", link(address, query, current));
    links.put("first", link(address, query, 1));
    if (current > 1) {
      links.put("prev", link(address, query, current - 1));
    }
    if (current < pages) {
      links.put("next", link(address, query, current + 1));
    }
    links.put("last", link(address, query, pages));
    document.putObject("jsonapi").put("version", "1.0");
    return document;
  }

  static Reply reply(
      List<? extends JsonNode> all, StreetQuery query, String address, StreetOptions options) {
    var from = Math.min(query.offset(), all.size());
    var rows = all.subList(from, Math.min(from + query.size(), all.size()));
    return StreetErrors.document(
        200, spelled(document(rows, rows.size(), all.size(), query, address), options));
  }

  /// With all times in the spelling that the options ask for.
  static ObjectNode spelled(ObjectNode document, StreetOptions options) {
    if (options.stamps() != StreetOptions.Stamps.ZULU) {
      spell(document, options.stamps());
    }
    return document;
  }

  private static void spell(JsonNode tree, StreetOptions.Stamps stamps) {
    if (tree instanceof ObjectNode object) {
      for (var member : List.of("created_at", "updated_at")) {
        Json.text(object, member)
            .ifPresent(text -> object.put(member, StreetTimes.spelled(text, stamps)));
      }
    }
    tree.forEach(part -> spell(part, stamps));
  }

  private static String link(String address, StreetQuery query, int page) {
    return "%s?page[number]=%d&page[size]=%d&page[number]=%d"
        .formatted(address, query.number(), query.size(), page);
  }
}
