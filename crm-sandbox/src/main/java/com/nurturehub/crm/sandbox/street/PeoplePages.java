package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.cards.Spot;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.JsonBytes;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.time.Pauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Writes people as they are read: pages of them, also those that are wrong on purpose, and single
/// ones.
final class PeoplePages {

  static final Set<String> INCLUDES = Set.of("ownedProperties", "applicants");

  private static final String ADDRESS = "/people";
  private static final int PERSON_BYTES = 1_500;
  private static final int ROWS_TIMED = 100;
  private static final int HUGE_CHARACTERS = 10 * 1024 * 1024;

  private final Supplier<StreetOptions> options;
  private final Supplier<String> address;
  private final Pauses pauses;

  PeoplePages(Supplier<StreetOptions> options, Supplier<String> address, Pauses pauses) {
    this.options = options;
    this.address = address;
    this.pauses = pauses;
  }

  Reply list(Call call, StreetNetwork network) {
    var now = options.get();
    var query = StreetQuery.of(call, StreetQuery.PEOPLE, INCLUDES, now);
    var endless = call.twists().contains(PageTwist.ENDLESS);
    var slice = new PeopleSearch(network, endless ? first(query) : query, now.order()).found();
    if (slice.spots().stream().anyMatch(spot -> network.isPoisoned(spot.number()))) {
      return poisoned();
    }
    pauses.pause(now.pageTime().multipliedBy(slice.spots().size()).dividedBy(ROWS_TIMED));
    List<ObjectNode> rows = new ArrayList<>();
    slice.spots().forEach(spot -> rows.add(read(spot, network)));
    var claimed = rows.size();
    var twisted = twisted(rows, call.twists());
    var total =
        endless
            ? (int) Math.min((query.number() + 1L) * query.size(), Integer.MAX_VALUE)
            : slice.total();
    var document = Pages.document(twisted, claimed, total, query, address.get() + ADDRESS);
    include(document, twisted, slice.spots(), query.include(), network);
    return StreetErrors.document(200, Pages.spelled(document, now));
  }

  Reply get(Call call, StreetNetwork network) {
    var include = StreetQuery.included(call.query(), INCLUDES);
    var card =
        network
            .index()
            .find(call.at("id"))
            .filter(found -> !found.archived())
            .orElseThrow(PeoplePages::unknown);
    if (network.isPoisoned(card.number())) {
      return poisoned();
    }
    var document = Json.object();
    var person = Json.ours(card.json());
    document.set("data", person);
    include(document, List.of(person), List.of(new Spot.Touched(card)), include, network);
    document.putObject("jsonapi").put("version", "1.0");
    return StreetErrors.document(200, Pages.spelled(document, options.get()));
  }

  static RuntimeException unknown() {
    return StreetErrors.refusal(404, "The requested resource could not be found.");
  }

  static Reply poisoned() {
    return StreetErrors.error(500, "Something went wrong.");
  }

  private static StreetQuery first(StreetQuery query) {
    return new StreetQuery(
        1,
        query.size(),
        query.created(),
        query.updated(),
        query.email(),
        query.telephone(),
        query.address(),
        query.trashed(),
        query.include());
  }

  private static ObjectNode read(Spot spot, StreetNetwork network) {
    var out = new JsonBytes(PERSON_BYTES);
    network.index().write(spot, out);
    return Json.ours(out.done());
  }

  private static List<ObjectNode> twisted(List<ObjectNode> rows, Set<PageTwist> twists) {
    if (twists.isEmpty() || rows.isEmpty()) {
      return rows;
    }
    if (twists.contains(PageTwist.NAMELESS)) {
      for (var member : List.of("title", "first_name", "last_name", "full_name")) {
        rows.getFirst().withObjectProperty("attributes").putNull(member);
      }
    }
    if (twists.contains(PageTwist.HUGE_FIELD)) {
      rows.getFirst()
          .withObjectProperty("attributes")
          .put("last_name", "x".repeat(HUGE_CHARACTERS));
    }
    if (twists.contains(PageTwist.DUPLICATE) && rows.size() > 1) {
      rows.set(rows.size() - 1, rows.getFirst());
    }
    return twists.contains(PageTwist.CUT_SHORT)
        ? rows.subList(0, rows.size() - (rows.size() + 2) / 3)
        : rows;
  }

  /// Linkage is shown only for what was asked to be included.
  private static void include(
      ObjectNode document,
      List<ObjectNode> rows,
      List<Spot> spots,
      Set<String> wanted,
      StreetNetwork network) {
    if (wanted.isEmpty()) {
      return;
    }
    var included = document.putArray("included");
    for (int i = 0; i < rows.size(); i++) {
      var number = spots.get(i).number();
      var person = rows.get(i);
      if (person.has("relationships")) {
        continue;
      }
      var relationships = person.putObject("relationships");
      if (wanted.contains("applicants")) {
        var linkage = relationships.putObject("applicants").putArray("data");
        for (var applicant : network.applicants(number)) {
          linkage.addObject().put("type", "applicant").put("id", id(applicant));
          included.add(applicant);
        }
      }
      if (wanted.contains("ownedProperties")) {
        var linkage = relationships.putObject("ownedProperties").putArray("data");
        for (var property : network.people().properties(number)) {
          linkage.addObject().put("type", "property").put("id", property);
          included.addObject().put("type", "property").put("id", property);
        }
      }
    }
  }

  private static String id(ObjectNode resource) {
    return Json.text(resource, "id").orElse("");
  }
}
