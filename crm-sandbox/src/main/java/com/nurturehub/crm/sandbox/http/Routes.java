package com.nurturehub.crm.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of what can be asked. Each row has an operation name; faults and records go by it.
public final class Routes {

  /// A row that fits the call, with what stood at its `{names}`.
  public record Match(String operation, Answer answer, Map<String, String> named) {}

  private record Route(String method, List<String> segments, String operation, Answer answer) {}

  private final List<Route> routes = new ArrayList<>();

  public Routes on(String method, String pattern, String operation, Answer answer) {
    routes.add(new Route(method, segmentsOf(pattern), operation, answer));
    return this;
  }

  /// A trailing slash makes no difference.
  public Optional<Match> find(String method, String path) {
    var segments = segmentsOf(path);
    for (var route : routes) {
      if (route.method().equals(method) && fits(route.segments(), segments)) {
        return Optional.of(
            new Match(route.operation(), route.answer(), named(route.segments(), segments)));
      }
    }
    return Optional.empty();
  }

  private static boolean fits(List<String> pattern, List<String> segments) {
    if (pattern.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      if (!isName(pattern.get(i)) && !pattern.get(i).equals(segments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> named(List<String> pattern, List<String> segments) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      var part = pattern.get(i);
      if (isName(part)) {
        named.put(part.substring(1, part.length() - 1), segments.get(i));
      }
    }
    return named;
  }

  private static boolean isName(String part) {
    return part.startsWith("{");
  }

  private static List<String> segmentsOf(String path) {
    List<String> segments = new ArrayList<>(6);
    var start = 0;
    while (start < path.length()) {
      var slash = path.indexOf('/', start);
      var end = slash < 0 ? path.length() : slash;
      if (end > start) {
        segments.add(path.substring(start, end));
      }
      start = end + 1;
    }
    return segments;
  }
}
