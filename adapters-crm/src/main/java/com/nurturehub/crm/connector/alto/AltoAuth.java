package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.connector.http.Exchange;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Gets tokens by client credentials. A token stands for the integration and serves all agencies,
/// so it is kept for all of NurtureHub; disconnecting an agency leaves it alone.
record AltoAuth(
    AltoSettings settings, Exchange exchange, ApplicationTokens tokens, InstantSource clock) {

  private static final String FORM = "grant_type=client_credentials";

  Secret current() {
    return tokens.current(CrmProvider.ALTO, this::fetched);
  }

  void refused(Secret token) {
    tokens.refused(CrmProvider.ALTO, token);
  }

  private ApplicationTokens.Token fetched() {
    var asked = clock.instant();
    var response = exchange.exchange(request());
    if (!response.isSuccess()) {
      throw AltoFailures.ofToken(response, clock.instant());
    }
    try {
      var token = AltoReader.token(response.body());
      var life = token.life().orElse(settings.asking().tokenLife());
      return new ApplicationTokens.Token(token.access(), asked.plus(life));
    } catch (AltoReader.Unreadable unreadable) {
      throw AltoFailures.USUAL.unreadable(unreadable.why());
    }
  }

  private CrmRequest request() {
    var pair = settings.clientId() + ":" + settings.clientSecret().reveal();
    var basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return new CrmRequest(
        "POST",
        settings.tokens(),
        Map.of(),
        Optional.of(Secret.of("Basic " + basic)),
        Optional.of(new CrmRequest.Body("application/x-www-form-urlencoded", FORM)),
        Effect.READS);
  }
}
