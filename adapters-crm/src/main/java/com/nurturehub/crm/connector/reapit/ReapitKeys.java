package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The keys that Reapit signs its messages with: those somebody gave us, and those we looked up. A
/// name that we do not know is looked up at most once in a while, whoever comes up with how many.
final class ReapitKeys {

  private static final String PATH = "/webhooks/signing/";
  private static final String ID_FORM = "[A-Za-z0-9._-]{1,100}";
  private static final int KNOWN_MAX = 20;

  private final ReapitSettings settings;
  private final Exchange platform;
  private final ReapitAuth auth;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private Optional<Instant> lookedUpAt = Optional.empty();
  private Optional<CrmFailure> failure = Optional.empty();

  ReapitKeys(ReapitSettings settings, Exchange platform, ReapitAuth auth, InstantSource clock) {
    this.settings = settings;
    this.platform = platform;
    this.auth = auth;
    this.clock = clock;
  }

  private record Known(PublicKey key, Instant until) {}

  /// @throws CrmFailure when it takes Reapit to say, and Reapit does not
  Optional<PublicKey> find(String id) {
    if (!id.matches(ID_FORM)) {
      return Optional.empty();
    }
    return Optional.ofNullable(settings.hooks().keys().get(id))
        .map(ReapitWebhooks::key)
        .or(() -> fresh(id))
        .or(() -> lookUpInTurn(id));
  }

  private Optional<PublicKey> fresh(String id) {
    var now = clock.instant();
    return Optional.ofNullable(known.get(id))
        .filter(key -> now.isBefore(key.until()))
        .map(Known::key);
  }

  /// While it is not our turn, a key that was good is good enough.
  private synchronized Optional<PublicKey> lookUpInTurn(String id) {
    var now = clock.instant();
    var cached = Optional.ofNullable(known.get(id)).map(Known::key);
    if (lookedUpAt
        .filter(at -> now.isBefore(at.plus(settings.hooks().lookUpEvery())))
        .isPresent()) {
      if (cached.isEmpty() && failure.isPresent()) {
        throw failure.get();
      }
      return cached;
    }
    lookedUpAt = Optional.of(now);
    try {
      var key = lookUp(id);
      failure = Optional.empty();
      key.ifPresentOrElse(
          good -> remember(id, new Known(good, now.plus(settings.hooks().keep()))),
          () -> known.remove(id));
      return key;
    } catch (CrmFailure unsaid) {
      failure = Optional.of(unsaid);
      if (cached.isEmpty()) {
        throw unsaid;
      }
      return cached;
    }
  }

  private void remember(String id, Known key) {
    if (known.size() >= KNOWN_MAX) {
      known.clear();
    }
    known.put(id, key);
  }

  private Optional<PublicKey> lookUp(String id) {
    var token = auth.current();
    var response = platform.exchange(request(id, token));
    if (ReapitFailures.refusesTheToken(response)) {
      auth.refused(token);
      response = platform.exchange(request(id, auth.current()));
    }
    if (response.status() == 404) {
      return Optional.empty();
    }
    if (!response.isSuccess()) {
      throw ReapitFailures.of(response, false, clock.instant());
    }
    return published(id, response);
  }

  private static Optional<PublicKey> published(String id, CrmResponse response) {
    try {
      return ReapitReader.signingKey(id, response.body()).map(ReapitWebhooks::key);
    } catch (ReapitReader.Unreadable unreadable) {
      throw ReapitFailures.USUAL.unreadable(unreadable.why());
    } catch (IllegalArgumentException _) {
      throw ReapitFailures.USUAL.unreadable("it is no signing key");
    }
  }

  private CrmRequest request(String id, Secret token) {
    return new CrmRequest(
        "GET",
        URI.create(settings.platform() + PATH + id),
        Map.of("reapit-customer", settings.hooks().customer(), "api-version", settings.version()),
        Optional.of(Secret.of("Bearer " + token.reveal())),
        Optional.empty(),
        Effect.READS);
  }
}
