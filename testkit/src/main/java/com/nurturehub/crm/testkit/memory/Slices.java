package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/// Cuts lists into slices. A place in a list is named by the key of what comes before it, so that
/// what is added meanwhile neither repeats nor hides anything.
final class Slices {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long LATEST = Long.MAX_VALUE;

  private Slices() {}

  /// In the order of the keys.
  static <T> Slice<T> cut(Collection<T> all, Function<T, String> key, Slice.Request request) {
    var rest =
        all.stream()
            .filter(item -> request.after().map(a -> key.apply(item).compareTo(a) > 0).orElse(true))
            .sorted(Comparator.comparing(key))
            .limit(request.first() + 1L)
            .toList();
    var isLast = rest.size() <= request.first();
    var items = isLast ? rest : rest.subList(0, request.first());
    var next = isLast ? Optional.<String>empty() : Optional.of(key.apply(items.getLast()));
    return new Slice<>(items, next, all.size());
  }

  /// A key by which the newest comes first.
  static String newestFirst(Instant at, Object id) {
    var micros = at.getEpochSecond() * MICROS_PER_SECOND + at.getNano() / 1_000;
    return "%019d %s".formatted(LATEST - micros, id);
  }
}
