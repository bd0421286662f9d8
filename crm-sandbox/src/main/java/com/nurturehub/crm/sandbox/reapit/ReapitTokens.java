package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tokens that the identity host has given out.
///
/// The application gets the same access token again while it has five minutes left. Refresh tokens
/// work once and bring their successor; the whole chain lasts 30 days, and 15 if it lies idle.
final class ReapitTokens {

  static final Duration LIFETIME = Duration.ofHours(1);
  static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

  private static final Duration REISSUE_MARGIN = Duration.ofMinutes(5);
  private static final Duration REFRESH_OVERALL = Duration.ofDays(30);
  private static final Duration REFRESH_IDLE = Duration.ofDays(15);
  private static final int KEPT_MAX = 10_000;

  /// An access token as given out.
  record Issued(String bearer, Instant expiresAt) {}

  /// A user of a customer who let us in.
  record Consented(
      String customer, List<String> scopes, String redirectUri, String challenge, String nonce) {}

  /// A user's consent that can be used again, by whoever holds its current refresh token.
  record Renewable(Consented consented, Instant since, Instant lastUsed) {}

  private record Code(Consented consented, Instant expiresAt) {}

  private final Dice dice;
  private final JwtSigner signer;
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, Renewable> renewables = new HashMap<>();
  private final Map<String, Code> codes = new HashMap<>();
  private @Nullable Issued forApplication;
  private int given;

  ReapitTokens(Dice dice, JwtSigner signer) {
    this.dice = dice;
    this.signer = signer;
  }

  synchronized Issued forApplication(String clientId, List<String> scopes, Instant now) {
    var current = forApplication;
    if (current == null || current.expiresAt().isBefore(now.plus(REISSUE_MARGIN))) {
      current = issue(clientId, Optional.empty(), scopes, now);
      forApplication = current;
    }
    return current;
  }

  synchronized Issued forUser(String clientId, Consented consented, Instant now) {
    return issue(clientId, Optional.of(consented.customer()), consented.scopes(), now);
  }

  synchronized Optional<Session> find(String bearer, Instant now) {
    return Optional.ofNullable(sessions.get(bearer))
        .filter(session -> session.expiresAt().isAfter(now));
  }

  synchronized String code(Consented consented, Instant now) {
    var code = random("code");
    codes.put(code, new Code(consented, now.plus(CODE_LIFETIME)));
    return code;
  }

  /// A code works once.
  synchronized Optional<Consented> redeem(String code, Instant now) {
    return Optional.ofNullable(codes.remove(code))
        .filter(found -> found.expiresAt().isAfter(now))
        .map(Code::consented);
  }

  synchronized String refreshFor(Consented consented, Instant since, Instant now) {
    var refresh = random("refresh");
    renewables.put(refresh, new Renewable(consented, since, now));
    return refresh;
  }

  synchronized Optional<Renewable> renew(String refresh, Instant now) {
    return Optional.ofNullable(renewables.remove(refresh))
        .filter(found -> found.since().plus(REFRESH_OVERALL).isAfter(now))
        .filter(found -> found.lastUsed().plus(REFRESH_IDLE).isAfter(now));
  }

  synchronized void revoke(String bearerOrRefresh) {
    renewables.remove(bearerOrRefresh);
    sessions.remove(bearerOrRefresh);
  }

  synchronized void revokeAll() {
    sessions.clear();
    renewables.clear();
    codes.clear();
    forApplication = null;
  }

  private Issued issue(
      String clientId, Optional<String> customer, List<String> scopes, Instant now) {
    if (sessions.size() >= KEPT_MAX) {
      sessions.values().removeIf(session -> !session.expiresAt().isAfter(now));
    }
    var expiresAt = now.plus(LIFETIME);
    var bearer =
        signer.sign(
            Json.object()
                .put("sub", customer.orElse(clientId))
                .put("azp", clientId)
                .put("scope", String.join(" ", scopes))
                .put("iat", now.getEpochSecond())
                .put("exp", expiresAt.getEpochSecond())
                .put("jti", random("jti")));
    sessions.put(bearer, new Session(customer, scopes, expiresAt));
    return new Issued(bearer, expiresAt);
  }

  private String random(String kind) {
    given++;
    var own = dice.of(given);
    return kind + Long.toHexString(own.bits(1)) + Long.toHexString(own.bits(2));
  }
}
