package com.nurturehub.crm.connector.http;

import java.time.Duration;
import java.time.Instant;

/// When an answer was given, by the CRM's clock, and how far that was ahead of ours.
public record Moment(Instant at, Duration ahead) {

  /// By the answer's own date; a CRM that does not say is taken to be as late as we are.
  public static Moment of(CrmResponse response, Instant now) {
    var theirs = response.date().orElse(now);
    return new Moment(theirs, Duration.between(now, theirs));
  }
}
