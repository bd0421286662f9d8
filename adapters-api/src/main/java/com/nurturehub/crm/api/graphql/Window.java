package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.graphql.Page.Edge;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Slice.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which piece of a list is asked for.
///
/// A slice only names the place after its last item, while Relay wants a cursor for every one. So a
/// cursor names a place the store knows, and how many items to pass over from there.
record Window(int first, Optional<String> origin, int skip) {

  private static final Pattern CURSOR = Pattern.compile("(\\d{1,3})([-+])(.*)", Pattern.DOTALL);

  Window {
    if (first < 1 || first > Slice.FIRST_MAX) {
      throw new InvalidRequest("first", "is between 1 and 200");
    }
  }

  static Window of(@Nullable Integer first, @Nullable String after) {
    var asked = first == null ? Slice.FIRST_DEFAULT : first;
    if (after == null || after.isEmpty()) {
      return new Window(asked, Optional.empty(), 0);
    }
    var place = CURSOR.matcher(decoded(after));
    if (!place.matches()) {
      throw unknown();
    }
    var origin =
        place.group(2).equals("+") ? Optional.of(place.group(3)) : Optional.<String>empty();
    return new Window(asked, origin, Integer.parseInt(place.group(1)));
  }

  Request request() {
    return new Request(Math.min(first + skip, Slice.FIRST_MAX), origin);
  }

  <T, N> Page<N> page(Slice<T> slice, Function<T, N> node) {
    var items = slice.items();
    var end = Math.min(items.size(), skip + first);
    var edges = new ArrayList<Edge<N>>();
    for (var i = skip; i < end; i++) {
      var isLastOfSlice = i == items.size() - 1;
      var cursor =
          isLastOfSlice && slice.next().isPresent()
              ? cursor(slice.next(), 0)
              : cursor(origin, i + 1);
      edges.add(new Edge<>(cursor, node.apply(items.get(i))));
    }
    var isLast = end >= items.size() && slice.next().isEmpty();
    return Page.of(List.copyOf(edges), origin.isEmpty() && skip == 0, isLast, slice.total());
  }

  private static String cursor(Optional<String> origin, int skip) {
    var place = skip + origin.map(known -> "+" + known).orElse("-");
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static InvalidRequest unknown() {
    return new InvalidRequest("after", "is not a cursor from here");
  }
}
