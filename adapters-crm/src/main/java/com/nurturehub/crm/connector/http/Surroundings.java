package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.application.contact.PhoneNumbers;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/// What every CRM's connector gets from outside.
///
/// @param tokens where an application's own token is kept
/// @param credentials what the agencies gave us
/// @param pacing makes the throttles that keep to the limits
/// @param wire put around everything that goes out; nothing, but for who wants to look on
public record Surroundings(
    ApplicationTokens tokens,
    Credentials credentials,
    PhoneNumbers numbers,
    InstantSource clock,
    Sleeper sleeper,
    Pacing pacing,
    UnaryOperator<Exchange> wire) {

  public Surroundings(
      ApplicationTokens tokens,
      Credentials credentials,
      PhoneNumbers numbers,
      InstantSource clock,
      Sleeper sleeper) {
    this(
        tokens,
        credentials,
        numbers,
        clock,
        sleeper,
        Pacing.alone(clock, sleeper),
        UnaryOperator.identity());
  }

  public Surroundings watchedBy(UnaryOperator<Exchange> watcher) {
    return new Surroundings(tokens, credentials, numbers, clock, sleeper, pacing, watcher);
  }

  public Surroundings keepingTo(Pacing shared) {
    return new Surroundings(tokens, credentials, numbers, clock, sleeper, shared, wire);
  }
}
