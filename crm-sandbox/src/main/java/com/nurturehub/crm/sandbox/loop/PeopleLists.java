package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.cards.CardWindow;
import com.nurturehub.crm.sandbox.cards.Slice;
import com.nurturehub.crm.sandbox.cards.Span;
import com.nurturehub.crm.sandbox.cards.Spot;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.JsonBytes;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.loop.LoopErrors.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Lists people, the one changed longest ago first.
final class PeopleLists {

  private static final int SIZE_USUAL = 50;
  private static final int SIZE_MAX = 100;
  private static final int PERSON_BYTES = 1_500;
  private static final int HUGE_CHARACTERS = 10 * 1024 * 1024;

  private final Supplier<LoopOptions> options;

  PeopleLists(Supplier<LoopOptions> options) {
    this.options = options;
  }

  /// @param role of the people, where the path implies one
  Reply list(Call call, LoopTeam team, Optional<String> role) {
    var now = options.get();
    var size = Math.min(number(call, "pageSize", SIZE_USUAL), SIZE_MAX);
    var asked = number(call, "pageNumber", 1);
    var endless = call.twists().contains(PageTwist.ENDLESS);
    var page = endless || now.ignoresPageNumber() ? 1 : asked;
    var offset = (int) Math.min((page - 1L) * size, Integer.MAX_VALUE);
    var slice = found(call, team, role.or(() -> call.query().find("role")), offset, size);
    if (slice.spots().stream().anyMatch(spot -> team.isPoisoned(spot.number()))) {
      return LoopErrors.error(500);
    }
    List<ObjectNode> rows = new ArrayList<>();
    slice.spots().forEach(spot -> rows.add(read(spot, team)));
    var answer = Json.object();
    var items = answer.putArray(now.envelope().name().toLowerCase(Locale.ROOT));
    twisted(rows, call.twists()).forEach(items::add);
    return Reply.json(
        200,
        answer
            .put("pageNumber", asked)
            .put("pageSize", size)
            .put("totalCount", endless ? (asked + 1) * size : slice.total()));
  }

  private static Slice found(
      Call call, LoopTeam team, Optional<String> role, int offset, int size) {
    var window =
        new CardWindow(
            false,
            Span.ALWAYS,
            new Span(since(call), Long.MAX_VALUE),
            CardWindow.Order.MODIFIED,
            false);
    var email = call.query().find("email").map(LoopCards::emailHandle);
    var text = call.query().find("searchText").map(given -> given.toLowerCase(Locale.ROOT));
    if (email.isEmpty() && text.isEmpty() && role.isEmpty()) {
      return team.index().slice(window, offset, size);
    }
    Predicate<Card> fits =
        card -> {
          var person = Json.ours(card.json());
          return email
                  .filter(wanted ->
                      !wanted.equals(LoopCards.emailHandle(Json.text(person, "email").orElse(""))))
                  .isEmpty()
              && role.filter(wanted -> !hasRole(person, wanted)).isEmpty()
              && text.filter(wanted -> !person.toString().toLowerCase(Locale.ROOT).contains(wanted))
                  .isEmpty();
        };
    var all = team.index().scan(window, spot -> fits.test(team.index().card(spot)));
    var from = Math.min(offset, all.size());
    return new Slice(all.size(), all.subList(from, Math.min(from + size, all.size())));
  }

  private static boolean hasRole(ObjectNode person, String role) {
    for (var one : person.path("roles")) {
      if (role.equalsIgnoreCase(one.asString(""))) {
        return true;
      }
    }
    return false;
  }

  private static long since(Call call) {
    var given = call.query().find("updatedSince");
    if (given.isPresent() && LoopTimes.parsed(given.get()).isEmpty()) {
      throw LoopErrors.invalid(List.of(new Flaw("updatedSince", "The value is not a date.")));
    }
    return given.flatMap(LoopTimes::parsed).orElse(Long.MIN_VALUE);
  }

  private static int number(Call call, String name, int otherwise) {
    try {
      var number = call.query().find(name).map(Integer::parseInt).orElse(otherwise);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Reported below, like any other number out of range.
    }
    throw LoopErrors.invalid(List.of(new Flaw(name, "The value must be a number from 1.")));
  }

  private static ObjectNode read(Spot spot, LoopTeam team) {
    var out = new JsonBytes(PERSON_BYTES);
    team.index().write(spot, out);
    return Json.ours(out.done());
  }

  private static List<ObjectNode> twisted(List<ObjectNode> rows, Set<PageTwist> twists) {
    if (twists.isEmpty() || rows.isEmpty()) {
      return rows;
    }
    if (twists.contains(PageTwist.NAMELESS)) {
      for (var member : List.of("title", "firstName", "lastName", "addressee", "companyName")) {
        rows.getFirst().putNull(member);
      }
    }
    if (twists.contains(PageTwist.HUGE_FIELD)) {
      rows.getFirst().put("lastName", "x".repeat(HUGE_CHARACTERS));
    }
    if (twists.contains(PageTwist.DUPLICATE) && rows.size() > 1) {
      rows.set(rows.size() - 1, rows.getFirst());
    }
    return twists.contains(PageTwist.CUT_SHORT)
        ? rows.subList(0, rows.size() - (rows.size() + 2) / 3)
        : rows;
  }
}
