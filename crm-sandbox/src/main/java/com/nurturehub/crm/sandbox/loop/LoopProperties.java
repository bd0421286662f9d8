package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.people.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// What a team has on the market: the two lists that are known of Loop, in the shape that was seen.
final class LoopProperties {

  private static final int LISTED = 40;
  private static final int SIZE_USUAL = 50;
  private static final String[] KINDS = {
    "Semi-Detached House", "Detached House", "Terraced House", "Flat", "Bungalow"
  };

  private final List<ObjectNode> sales;
  private final List<ObjectNode> lettings;

  LoopProperties(Dice dice, String email) {
    sales = listed(dice, email, "salesLifecycleId", 0);
    lettings = listed(dice, email, "lettingsLifecycleId", LISTED);
  }

  Reply sales(Call call) {
    return list(sales, call);
  }

  Reply lettings(Call call) {
    return list(lettings, call);
  }

  private static Reply list(List<ObjectNode> all, Call call) {
    var size = size(call);
    var text = call.query().find("searchText").orElse("").toLowerCase(Locale.ROOT);
    var answer = Json.object();
    var results = answer.putArray("results");
    all.stream()
        .filter(one -> Json.text(one, "address").orElse("").toLowerCase(Locale.ROOT).contains(text))
        .limit(size)
        .forEach(results::add);
    return Reply.json(200, answer);
  }

  private static int size(Call call) {
    try {
      return call.query().find("pageSize").map(Integer::parseInt).orElse(SIZE_USUAL);
    } catch (NumberFormatException _) {
      throw LoopErrors.refusal(400);
    }
  }

  private static List<ObjectNode> listed(Dice dice, String email, String lifecycle, int from) {
    var homes = new People(dice, from + LISTED);
    List<ObjectNode> listed = new ArrayList<>();
    for (int number = from; number < from + LISTED; number++) {
      var own = dice.of(number);
      var home = homes.person(number).home();
      listed.add(
          Json.object()
              .put("refId", 104_000 + number)
              .put(lifecycle, 88_000 + number)
              .put(
                  "address",
                  "%s %s, %s, %s"
                      .formatted(
                          home.buildingName() + home.buildingNumber(),
                          home.street(),
                          home.town(),
                          home.postcode()))
              .put("propertyStreet", home.street())
              .put("propertyLocality", home.locality().isEmpty() ? null : home.locality())
              .put("propertyTown", home.town())
              .put("propertyPostcode", home.postcode())
              .put("propertyTypeText", own.oneOf(KINDS, 901))
              .put("price", 90_000 + 5_000 * own.below(100, 902))
              .put("teamEmail", email)
              .put("teamPhone", "01530 000000")
              .put("responsibleAgentName", "Alex Example"));
    }
    return listed;
  }
}
