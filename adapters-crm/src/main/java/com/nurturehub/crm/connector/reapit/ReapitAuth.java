package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Gets tokens by client credentials. One token serves all customers, so it is kept for all of
/// NurtureHub; disconnecting a customer leaves it alone.
record ReapitAuth(
    ReapitSettings settings, Exchange identity, ApplicationTokens tokens, InstantSource clock) {

  private static final String PATH = "/oauth/token";

  Secret current() {
    return tokens.current(CrmProvider.REAPIT, this::fetched);
  }

  void refused(Secret token) {
    tokens.refused(CrmProvider.REAPIT, token);
  }

  /// Reapit may hand out the same token again, with what is left of its hour.
  private ApplicationTokens.Token fetched() {
    var asked = clock.instant();
    var response = identity.exchange(request());
    if (!response.isSuccess()) {
      throw ReapitFailures.ofToken(response, clock.instant());
    }
    try {
      var token = ReapitReader.token(response.body());
      return new ApplicationTokens.Token(token.accessToken(), asked.plus(token.expiresIn()));
    } catch (ReapitReader.Unreadable unreadable) {
      throw ReapitFailures.USUAL.unreadable(unreadable.why());
    }
  }

  private CrmRequest request() {
    var pair = settings.clientId() + ":" + settings.clientSecret().reveal();
    var basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    var form =
        "grant_type=client_credentials&client_id="
            + URLEncoder.encode(settings.clientId(), StandardCharsets.UTF_8);
    return new CrmRequest(
        "POST",
        URI.create(settings.identity() + PATH),
        Map.of(),
        Optional.of(Secret.of("Basic " + basic)),
        Optional.of(new CrmRequest.Body("application/x-www-form-urlencoded", form)),
        Effect.READS);
  }
}
