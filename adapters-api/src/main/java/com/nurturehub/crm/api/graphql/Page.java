package com.nurturehub.crm.api.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a list, as Relay shapes it.
record Page<N>(List<Edge<N>> edges, PageInfo pageInfo, long totalCount) {

  record Edge<N>(String cursor, N node) {}

  record PageInfo(
      boolean hasNextPage,
      boolean hasPreviousPage,
      @Nullable String startCursor,
      @Nullable String endCursor) {}

  static <N> Page<N> of(List<Edge<N>> edges, boolean isFirst, boolean isLast, long total) {
    var start = edges.isEmpty() ? null : edges.getFirst().cursor();
    var end = edges.isEmpty() ? null : edges.getLast().cursor();
    return new Page<>(edges, new PageInfo(!isLast, !isFirst, start, end), total);
  }
}
