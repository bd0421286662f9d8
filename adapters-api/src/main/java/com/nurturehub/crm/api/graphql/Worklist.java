package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.graphql.Page.Edge;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything that needs a person, as one list: first what stops a whole connection, then what
/// concerns one contact. A cursor names the section and the cursor inside it.
record Worklist(Work work, AgencyId agency) {

  private static final int SECTIONS = 6;

  private List<Function<Window, Page<? extends Object>>> sections() {
    return List.of(
        window -> work.approvals(agency, window),
        window -> work.alerts(agency, Optional.of(true), window),
        window ->
            work.outbox(agency, Optional.of(Outbox.State.SET_ASIDE), Optional.empty(), window),
        window -> work.byHand(agency, window),
        window -> work.duplicates(agency, window),
        window -> work.quarantine(agency, window));
  }

  Page<Object> page(@Nullable Integer first, @Nullable String after) {
    var asked = first == null ? Slice.FIRST_DEFAULT : first;
    var place = Place.of(after);
    var edges = new ArrayList<Edge<Object>>();
    var total = 0L;
    var isLast = true;
    for (var section = 0; section < sections().size(); section++) {
      var isPast = section < place.section();
      var inside = section == place.section() ? place.inside() : null;
      var wanted = isPast ? 0 : asked - edges.size();
      // Even where nothing is wanted of a section any more, its length counts.
      var page = sections().get(section).apply(Window.of(Math.max(1, wanted), inside));
      total += page.totalCount();
      if (wanted > 0) {
        addAll(edges, section, page);
        isLast &= !page.pageInfo().hasNextPage();
      } else if (!isPast) {
        isLast &= page.edges().isEmpty();
      }
    }
    return Page.of(List.copyOf(edges), after == null, isLast, total);
  }

  private static void addAll(List<Edge<Object>> edges, int section, Page<? extends Object> page) {
    for (var edge : page.edges()) {
      edges.add(new Edge<>(new Place(section, edge.cursor()).written(), edge.node()));
    }
  }

  /// Where in which section.
  private record Place(int section, @Nullable String inside) {

    private static final Place START = new Place(0, null);

    static Place of(@Nullable String after) {
      if (after == null || after.isEmpty()) {
        return START;
      }
      var section = after.charAt(0) - '0';
      if (section < 0 || section >= SECTIONS) {
        throw new InvalidRequest("after", "is not a cursor from here");
      }
      return new Place(section, after.substring(1));
    }

    String written() {
      return section + String.valueOf(inside);
    }
  }
}
