package com.nurturehub.crm.domain.connection;

import java.time.Duration;

/// How we hear of a CRM's changes beside polling.
public sealed interface ChangeFeed {

  /// The CRM tells us of every change at once, under this registration. `sweepEvery` is how often
  /// we read what changed all the same.
  record Webhooks(String registration, Duration sweepEvery) implements ChangeFeed {}

  /// The CRM can tell us, once a person has switched it on there, and whoever has the secret that
  /// proves its messages has given it to us.
  record SetUpByHand(String instructions, SecretHolder holder) implements ChangeFeed {}

  /// The CRM never tells.
  record PollingOnly() implements ChangeFeed {}

  /// Who gets to know the secret that proves a CRM's messages.
  enum SecretHolder {
    NURTUREHUB,
    AGENCY
  }
}
