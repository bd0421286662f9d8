package com.nurturehub.crm.domain.connection;

/// How we hear of a CRM's changes beside polling.
public sealed interface ChangeFeed {

  /// The CRM tells us at once, under this registration.
  record Webhooks(String registration) implements ChangeFeed {}

  /// The CRM can tell us, once a person has switched it on there.
  record SetUpByHand(String instructions) implements ChangeFeed {}

  /// The CRM never tells.
  record PollingOnly() implements ChangeFeed {}
}
