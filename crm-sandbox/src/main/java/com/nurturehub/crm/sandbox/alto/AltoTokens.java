package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Query;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.people.Dice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The token endpoint, and the tokens it has given out. A token stands for the integration, not for
/// an agency.
final class AltoTokens {

  private static final int KEPT_MAX = 10_000;
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private final String clientId;
  private final Dice dice;
  private final Supplier<AltoOptions> options;
  private final Map<String, Instant> expiries = new HashMap<>();
  private Passphrase secret;
  private int given;

  AltoTokens(AltoSettings settings, Dice dice, Supplier<AltoOptions> options) {
    this.clientId = settings.clientId();
    this.secret = settings.clientSecret();
    this.dice = dice;
    this.options = options;
  }

  Reply token(Call call) {
    if (!call.headers().find("content-type").orElse("").startsWith("application/x-www-form")) {
      return failed(400, "invalid_request");
    }
    if (!hasSecret(call)) {
      return failed(401, "invalid_client");
    }
    if (!Query.parse(call.body().text())
        .find("grant_type")
        .filter("client_credentials"::equals)
        .isPresent()) {
      return failed(400, "unsupported_grant_type");
    }
    var life = options.get().tokenLife();
    var answer =
        Json.object()
            .put("access_token", issue(call.at().plus(life), call.at()))
            .put("token_type", "Bearer");
    if (options.get().saysTokenLife()) {
      answer.put("expires_in", life.toSeconds());
    }
    return Reply.json(200, answer);
  }

  synchronized boolean accepts(Call call) {
    return call.headers()
        .find("authorization")
        .filter(header -> header.startsWith(BEARER))
        .map(header -> expiries.get(header.substring(BEARER.length()).strip()))
        .filter(expiry -> expiry.isAfter(call.at()))
        .isPresent();
  }

  synchronized void revokeAll() {
    expiries.clear();
  }

  synchronized void rotateSecret(Passphrase next) {
    secret = next;
    expiries.clear();
  }

  private synchronized boolean hasSecret(Call call) {
    var expected = clientId + ":" + secret.reveal();
    return call.headers()
        .find("authorization")
        .filter(header -> header.startsWith(BASIC))
        .map(header -> decoded(header.substring(BASIC.length()).strip()))
        .filter(expected::equals)
        .isPresent();
  }

  private synchronized String issue(Instant expiry, Instant now) {
    if (expiries.size() >= KEPT_MAX) {
      expiries.values().removeIf(other -> !other.isAfter(now));
    }
    given++;
    var own = dice.of(given);
    var claims =
        Json.object()
            .put("sub", clientId)
            .put("exp", expiry.getEpochSecond())
            .put("jti", Long.toHexString(own.bits(1)));
    var token =
        "%s.%s.%s"
            .formatted(
                part(Json.object().put("alg", "HS256").put("typ", "JWT")),
                part(claims),
                Long.toHexString(own.bits(2)) + Long.toHexString(own.bits(3)));
    expiries.put(token, expiry);
    return token;
  }

  private static String part(ObjectNode json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(json).copy());
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static Reply failed(int status, String error) {
    return Reply.json(status, Json.object().put("error", error));
  }
}
