package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.hook.Signing;
import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Where Alto delivers which events, and how it shows that it is Alto. In the real world somebody
/// at Alto types this in after an e-mail.
///
/// @param types none means all
record AltoSubscription(String url, Set<String> types, Proof proof, Passphrase secret)
    implements Signing {

  /// How a delivery is authenticated. `SIGNATURE` is a shared secret in a header, whatever its name
  /// says; `BASIC` sends the secret as `user:password`.
  enum Proof {
    SIGNATURE,
    BASIC
  }

  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

  static AltoSubscription of(ObjectNode given) {
    var url = Json.text(given, "url").orElse("");
    var host = URI.create(url).getHost();
    if (host == null || !LOCAL.contains(host)) {
      throw new IllegalArgumentException("only this machine is delivered to");
    }
    var types = new LinkedHashSet<String>();
    given.path("types").forEach(type -> types.add(type.asString("")));
    return new AltoSubscription(
        url,
        types,
        Proof.valueOf(Json.text(given, "proof").orElse("signature").toUpperCase(Locale.ROOT)),
        new Passphrase(Json.text(given, "secret").orElse("")));
  }

  boolean wants(String type) {
    return types.isEmpty() || types.contains(type);
  }

  /// The same whatever is sent, and whenever.
  @Override
  public Map<String, String> headers(String eventId, Bytes body, Instant at) {
    return shown(secret.reveal());
  }

  @Override
  public Map<String, String> forged(String eventId, Instant at) {
    return shown("not-" + secret.reveal());
  }

  private Map<String, String> shown(String value) {
    return switch (proof) {
      case SIGNATURE -> Map.of("x-signature", value);
      case BASIC ->
          Map.of(
              "Authorization",
              "Basic "
                  + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    };
  }

  ObjectNode json() {
    var json = Json.object().put("url", url).put("proof", proof.name().toLowerCase(Locale.ROOT));
    types.forEach(json.putArray("types")::add);
    return json;
  }
}
