package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.http.Json;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// An endpoint that an agency set up on Street's webhook page.
///
/// @param prefix of the headers: `svix` or `webhook`
/// @param events by name; none means all
/// @param headers the endpoint's own, sent with every message
record StreetHook(
    String id,
    String network,
    String url,
    Set<String> events,
    Passphrase signedWith,
    String prefix,
    Map<String, String> headers) {

  StreetHook {
    events = Set.copyOf(events);
    headers = Map.copyOf(headers);
  }

  boolean wants(String event, StreetNetwork of) {
    return network.equals(of.name()) && (events.isEmpty() || events.contains(event));
  }

  /// With the secret, which the agency copies to the receiver by hand.
  ObjectNode json() {
    var json =
        Json.object()
            .put("id", id)
            .put("customer", network)
            .put("url", url)
            .put("secret", signedWith.reveal())
            .put("prefix", prefix);
    events.stream().sorted().forEach(json.putArray("events")::add);
    return json;
  }
}
