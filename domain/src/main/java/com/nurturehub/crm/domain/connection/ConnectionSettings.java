package com.nurturehub.crm.domain.connection;

import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// What the agency chose for one connection.
///
/// `hubOwns` are the fields that belong to NurtureHub where the policy is field ownership; all
/// others belong to the CRM then.
///
/// `createDefaults` fills what a CRM demands of a new contact and NurtureHub does not know, by the
/// CRM's own names (at Reapit `officeId` and `negotiatorId`).
///
/// `previewFirst` keeps everything from the CRM until a person has seen what would be written to
/// it, and accepted that.
public record ConnectionSettings(
    Duration interval,
    PolicyChoice policy,
    Set<ContactField> hubOwns,
    boolean createContacts,
    Map<String, String> createDefaults,
    boolean scoreWriteBack,
    boolean previewFirst,
    boolean paused) {

  public static final Duration INTERVAL_MIN = Duration.ofMinutes(5);
  public static final Duration INTERVAL_MAX = Duration.ofDays(7);

  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(
          Duration.ofHours(4),
          PolicyChoice.LAST_WRITE_WINS,
          Set.of(),
          false,
          Map.of(),
          true,
          false,
          false);

  public ConnectionSettings {
    hubOwns = Set.copyOf(hubOwns);
    createDefaults = Map.copyOf(createDefaults);
    if (interval.compareTo(INTERVAL_MIN) < 0 || interval.compareTo(INTERVAL_MAX) > 0) {
      throw new IllegalArgumentException("the interval is between 5 minutes and 7 days");
    }
  }

  public ConnectionSettings previewing(boolean first) {
    return new ConnectionSettings(
        interval, policy, hubOwns, createContacts, createDefaults, scoreWriteBack, first, paused);
  }
}
