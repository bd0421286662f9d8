package com.nurturehub.crm.sandbox.http;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// One request as a sandboxed CRM sees it.
///
/// @param path the path without the CRM's own prefix
/// @param named what stood in the path where the route has `{name}`
/// @param twists what a fault wants to be wrong with the page that is asked for
public record Call(
    String method,
    String path,
    String rawQuery,
    Query query,
    Headers headers,
    Bytes body,
    Instant at,
    Map<String, String> named,
    Set<PageTwist> twists) {

  public Call with(Map<String, String> found) {
    return new Call(method, path, rawQuery, query, headers, body, at, found, twists);
  }

  public Call twistedBy(Set<PageTwist> more) {
    return more.isEmpty()
        ? this
        : new Call(method, path, rawQuery, query, headers, body, at, named, more);
  }

  /// What stood in the path at `{name}`. Asking for a name that the route has not is our mistake.
  public String at(String name) {
    var value = named.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {%s}".formatted(name));
    }
    return value;
  }

  public boolean isWrite() {
    return !method.equals("GET") && !method.equals("HEAD");
  }
}
