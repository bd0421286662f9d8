package com.nurturehub.crm.persistence;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Slice;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;

/// Paging by the last key seen, so that the hundredth slice costs as little as the first.
public final class Paging {

  private Paging() {}

  /// One more than was asked for, which tells whether there is a next slice.
  public static int limit(Slice.Request request) {
    return request.first() + 1;
  }

  /// For a list that begins with the oldest.
  public static Condition after(Slice.Request request, Field<UUID> key) {
    return request.after().map(after -> key.gt(id(after))).orElse(noCondition());
  }

  /// For a list that begins with the newest: what comes after the place named by [#place].
  public static Condition after(Slice.Request request, Field<Instant> at, Field<UUID> key) {
    return request
        .after()
        .map(after -> {
          var place = place(after);
          return at.lt(place.at()).or(at.eq(place.at()).and(key.gt(place.id())));
        })
        .orElse(noCondition());
  }

  /// For a list that begins with the newest and, of what is of one time, with the greatest key: an
  /// index over both is walked backwards.
  public static Condition olderThan(String newer, Field<Instant> at, Field<UUID> key) {
    var place = place(newer);
    return row(at, key).lessThan(place.at(), place.id());
  }

  /// The order of a list that begins with the newest.
  public static List<OrderField<?>> newestFirst(Field<Instant> at, Field<UUID> key) {
    return List.of(at.desc(), key.asc());
  }

  /// A place in a list that begins with the newest.
  public static String place(Instant at, Object id) {
    return at + " " + id;
  }

  /// For a numbered list that begins with the newest.
  public static Condition beforeNumber(Slice.Request request, Field<Long> key) {
    return request.after().map(after -> key.lt(number(after))).orElse(noCondition());
  }

  /// The slice, of rows fetched with [#limit].
  public static <T> Slice<T> slice(
      List<T> fetched, Slice.Request request, Function<T, ?> key, long total) {
    if (fetched.size() <= request.first()) {
      return new Slice<>(fetched, Optional.empty(), total);
    }
    var items = fetched.subList(0, request.first());
    return new Slice<>(items, Optional.of(key.apply(items.getLast()).toString()), total);
  }

  /// Where a list goes on, and how many there were when it began: to count them all again for each
  /// slice would take longer than to read it.
  public record Counted(String place, long total) {

    public static Counted read(String after) {
      var end = after.lastIndexOf(' ');
      if (end < 0) {
        throw notAPlace();
      }
      return new Counted(after.substring(0, end), number(after.substring(end + 1)));
    }

    @Override
    public String toString() {
      return place + " " + total;
    }
  }

  private record Place(Instant at, UUID id) {}

  private static Place place(String after) {
    var parts = after.split(" ", 2);
    try {
      return new Place(Instant.parse(parts[0]), id(parts[parts.length - 1]));
    } catch (DateTimeParseException _) {
      throw notAPlace();
    }
  }

  public static UUID id(String after) {
    try {
      return UUID.fromString(after);
    } catch (IllegalArgumentException _) {
      throw notAPlace();
    }
  }

  public static Long number(String after) {
    try {
      return Long.valueOf(after);
    } catch (NumberFormatException _) {
      throw notAPlace();
    }
  }

  private static InvalidRequest notAPlace() {
    return new InvalidRequest("after", "is what an earlier answer gave as its end");
  }
}
