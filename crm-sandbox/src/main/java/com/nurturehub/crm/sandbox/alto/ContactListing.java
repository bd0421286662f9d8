package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.cards.CardWindow;
import com.nurturehub.crm.sandbox.cards.Span;
import com.nurturehub.crm.sandbox.cards.Spot;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// `GET /contacts/all`: page after page in the order of creation, also pages that are wrong on
/// purpose. A page begins after the last contact of the one before, so that contacts that come and
/// go meanwhile shift nothing.
final class ContactListing {

  private static final int HUGE_CHARACTERS = 10 * 1024 * 1024;
  private static final int LOOKED_AT_BEYOND = 20;

  private final Supplier<AltoOptions> options;

  ContactListing(Supplier<AltoOptions> options) {
    this.options = options;
  }

  private record Page(List<Spot> spots, Optional<PagePlace> next) {}

  Reply list(Call call, AltoAgency agency) {
    var asked = ListQuery.ofListing(call, options.get().resultsMax());
    var endless = call.twists().contains(PageTwist.ENDLESS);
    var query = endless ? asked.onFirstPage() : asked;
    var place =
        query
            .token()
            .map(token ->
                PagePlace.of(token, query.asked(), call.at().minus(options.get().pageTokenLife()))
                    .orElseThrow(() -> AltoErrors.invalid("The next-token is not valid.")))
            .orElseGet(() -> PagePlace.start(query.archived().orElse(false)));
    var page = agency.index().atOneMoment(() -> page(agency, query, place));
    if (page.spots().stream().anyMatch(spot -> agency.isPoisoned(spot.number()))) {
      return poisoned();
    }
    List<ObjectNode> items = new ArrayList<>();
    for (var spot : page.spots()) {
      items.add(AltoViews.item(agency.record(spot), place.archived()));
    }
    var next = endless ? Optional.of(place) : page.next();
    return reply(twisted(items, call.twists()), next.map(at -> at.token(query.asked(), call.at())));
  }

  static Reply poisoned() {
    return AltoErrors.error(500, "ServerError", "An unexpected error has occurred.");
  }

  static Reply reply(List<ObjectNode> items, Optional<String> next) {
    var body = Json.object();
    body.putObject("meta").put("nextToken", next.orElse(null));
    items.forEach(body.putArray("items")::add);
    return Reply.json(200, body);
  }

  private Page page(AltoAgency agency, ListQuery query, PagePlace from) {
    var found = new ArrayList<Spot>();
    var window = after(query.window(from.archived()), from);
    var looked = 0;
    var more = true;
    while (more && found.size() <= query.size()) {
      var slice = agency.index().slice(window, looked, query.size() + LOOKED_AT_BEYOND);
      for (var spot : slice.spots()) {
        if (isAfter(agency, spot, from) && fits(agency, query, spot)) {
          found.add(spot);
        }
      }
      looked += slice.spots().size();
      more = !slice.spots().isEmpty();
    }
    if (found.size() > query.size()) {
      var spots = found.subList(0, query.size());
      return new Page(spots, Optional.of(place(agency, spots.getLast(), from.archived())));
    }
    return new Page(found, afterTheLast(query, from));
  }

  /// Archived contacts follow on the live ones where both are listed.
  private Optional<PagePlace> afterTheLast(ListQuery query, PagePlace from) {
    var both =
        query.archived().isEmpty()
            && options.get().listWithoutActive() == AltoOptions.WithoutActive.BOTH;
    return both && !from.archived() ? Optional.of(PagePlace.start(true)) : Optional.empty();
  }

  private static CardWindow after(CardWindow window, PagePlace place) {
    var created = window.created();
    return new CardWindow(
        window.archived(),
        new Span(Math.max(created.from(), place.after()), created.to()),
        window.modified(),
        window.order(),
        window.descending());
  }

  private static boolean isAfter(AltoAgency agency, Spot spot, PagePlace place) {
    var created = created(agency, spot);
    return created > place.after() || (created == place.after() && spot.number() > place.number());
  }

  private static PagePlace place(AltoAgency agency, Spot spot, boolean archived) {
    return new PagePlace(archived, created(agency, spot), spot.number());
  }

  private static long created(AltoAgency agency, Spot spot) {
    return switch (spot) {
      case Spot.Base(var number) -> agency.people().created(number);
      case Spot.Touched(var card) -> card.created();
    };
  }

  private static boolean fits(AltoAgency agency, ListQuery query, Spot spot) {
    if (!agency.sees(spot)) {
      return false;
    }
    return switch (spot) {
      case Spot.Base(var number) ->
          query.category().map(agency.people().category(number)::equals).orElse(true)
              && fits(query.personas(), agency.people().personas(number));
      case Spot.Touched(var card) -> {
        var record = Json.ours(card.json());
        var personas = new ArrayList<String>();
        record.path("persona").forEach(persona -> personas.add(persona.asString("")));
        // What was bent out of shape has no category; it is listed all the same.
        yield (!record.has("category")
                || query.category().map(record.path("category").asString("")::equals).orElse(true))
            && fits(query.personas(), Set.copyOf(personas));
      }
    };
  }

  private static boolean fits(Set<String> wanted, Set<String> personas) {
    return wanted.isEmpty() || wanted.stream().anyMatch(personas::contains);
  }

  private static List<ObjectNode> twisted(List<ObjectNode> items, Set<PageTwist> twists) {
    if (items.isEmpty()) {
      return items;
    }
    if (twists.contains(PageTwist.NAMELESS)) {
      eachPerson(
          items.getFirst(),
          person -> person.putNull("title").putNull("foreName").putNull("surname"));
    }
    if (twists.contains(PageTwist.HUGE_FIELD)) {
      items.getFirst().put("notes", "x".repeat(HUGE_CHARACTERS));
    }
    if (twists.contains(PageTwist.DUPLICATE) && items.size() > 1) {
      items.set(items.size() - 1, items.getFirst());
    }
    return twists.contains(PageTwist.CUT_SHORT)
        ? items.subList(0, items.size() - (items.size() + 2) / 3)
        : items;
  }

  private static void eachPerson(ObjectNode item, Consumer<ObjectNode> change) {
    for (var person : item.path("contactInformation")) {
      if (person instanceof ObjectNode object) {
        change.accept(object);
      }
    }
  }
}
