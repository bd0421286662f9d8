package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// The branches of one network, the oldest first.
final class StreetBranches {

  private static final long OPENED = 1_420_070_400L;
  private static final long APART_SECONDS = 31_000_000L;
  private static final String[] TOWNS = {"Chester", "York", "Bath"};

  private final List<ObjectNode> branches;

  StreetBranches(Dice dice, String network) {
    branches =
        List.of(
            branch(dice.of(1), network, 0),
            branch(dice.of(2), network, 1),
            branch(dice.of(3), network, 2));
  }

  List<ObjectNode> all() {
    return branches;
  }

  private static ObjectNode branch(Dice own, String network, int number) {
    var high = (own.bits(1) & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    var low = (own.bits(2) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    var town = TOWNS[number];
    var name = network.charAt(0) + network.substring(1).toLowerCase(Locale.ROOT) + " " + town;
    var opened = StreetTimes.written(1000 * (OPENED + number * APART_SECONDS));
    var branch = Json.object().put("type", "branch").put("id", new UUID(high, low).toString());
    branch
        .putObject("attributes")
        .put("name", name)
        .put("public_name", name)
        .put("email_address", town.toLowerCase(Locale.ROOT) + "@agency.example")
        .put("telephone", "+441632960" + (100 + number))
        .putNull("website")
        .put("created_at", opened)
        .put("updated_at", opened);
    return branch;
  }
}
