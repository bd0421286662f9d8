package com.nurturehub.crm.domain.connection;

import java.time.Duration;
import java.util.Map;

/// What the agency chose for one connection.
///
/// `createDefaults` fills what a CRM demands of a new contact and NurtureHub does not know, by the
/// CRM's own names (at Reapit `officeId` and `negotiatorId`).
public record ConnectionSettings(
    Duration interval,
    PolicyChoice policy,
    boolean createContacts,
    Map<String, String> createDefaults,
    boolean scoreWriteBack,
    boolean previewFirst,
    boolean paused) {

  public static final Duration INTERVAL_MIN = Duration.ofMinutes(5);
  public static final Duration INTERVAL_MAX = Duration.ofDays(7);

  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(
          Duration.ofHours(4), PolicyChoice.LAST_WRITE_WINS, false, Map.of(), true, false, false);

  public ConnectionSettings {
    createDefaults = Map.copyOf(createDefaults);
    if (interval.compareTo(INTERVAL_MIN) < 0 || interval.compareTo(INTERVAL_MAX) > 0) {
      throw new IllegalArgumentException("the interval is between 5 minutes and 7 days");
    }
  }
}
