package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoApi.Listed;
import com.nurturehub.crm.connector.alto.AltoPayloads.Detail;
import com.nurturehub.crm.connector.alto.AltoPayloads.Item;
import com.nurturehub.crm.connector.alto.AltoPayloads.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out what households are to the agency. Only the listing tells, and it cannot be asked for
/// one household; but it can be asked for those that changed at an instant, and a household by
/// itself says when it changed.
final class AltoPersonas {

  /// Every set of personas that a household can have.
  static final List<Set<String>> ALL = all(List.of("Applicant", "Vendor", "Landlord", "Tenant"));

  /// Whether Alto's bounds belong to a span is not published, nor how finely it compares.
  private static final Duration AROUND = Duration.ofSeconds(1);

  private final AltoApi api;
  private final Map<String, Set<String>> found = new HashMap<>();

  AltoPersonas(AltoApi api) {
    this.api = api;
  }

  /// Nothing where the listing does not show the household.
  Optional<Set<String>> of(Detail detail, Instant servedAt) {
    var known = found.get(detail.id());
    return known == null ? lookedUp(detail, servedAt) : Optional.of(known);
  }

  private Optional<Set<String>> lookedUp(Detail detail, Instant servedAt) {
    var query = query(detail, servedAt);
    var next = Optional.<String>empty();
    for (int page = 0; page < api.settings().sweeping().lookUpPagesMax(); page++) {
      var listing = listing(next.map(token -> query.with("next-token", token)).orElse(query));
      remember(listing);
      next = listing.next();
      if (found.containsKey(detail.id()) || next.isEmpty()) {
        break;
      }
    }
    return Optional.ofNullable(found.get(detail.id()));
  }

  private AltoQuery query(Detail detail, Instant servedAt) {
    var at = detail.modified().orElse(servedAt);
    var query =
        AltoQuery.NONE
            .with("active", !detail.archived())
            .with("max-results", AltoSettings.Sweeping.PAGE_SIZE_MAX)
            .with("modified-from", at.minus(AROUND))
            .with("modified-to", at.plus(AROUND));
    return detail.category().map(category -> query.with("category", category)).orElse(query);
  }

  private Listing listing(AltoQuery query) {
    return switch (api.listing(query)) {
      case Listed.Served(var listing) -> listing;
      case Listed.Refused(var why) -> throw why;
    };
  }

  private void remember(Listing listing) {
    listing.rows().stream()
        .flatMap(row -> row.item().stream())
        .forEach((Item item) -> found.put(item.id(), item.personas()));
  }

  private static List<Set<String>> all(List<String> personas) {
    var sets = new ArrayList<Set<String>>();
    for (int bits = 0; bits < 1 << personas.size(); bits++) {
      var chosen = new HashSet<String>();
      for (int place = 0; place < personas.size(); place++) {
        if ((bits & (1 << place)) != 0) {
          chosen.add(personas.get(place));
        }
      }
      sets.add(Set.copyOf(chosen));
    }
    return List.copyOf(sets);
  }
}
