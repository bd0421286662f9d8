package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a comparison needs to know beside the versions: what this CRM can hold, which policy the
/// agency chose, how far the CRM's clock is ahead, and when we last read everything.
///
/// `lastReadAt` is when the last complete reading *began*, and `askedAt` is when the CRM was asked
/// for what is compared, not when its answer is looked at, which is `now`: what somebody does in
/// between was not seen. All are ours, and `askedAt` too early does no harm.
public record Terms(
    Capabilities capabilities,
    ConflictPolicy policy,
    PolicyChoice policyName,
    Duration clockOffset,
    Instant lastReadAt,
    Instant askedAt,
    Instant now) {

  public static Terms of(
      Connection connection,
      Capabilities capabilities,
      Instant lastReadAt,
      Instant askedAt,
      Instant now) {
    var choice = connection.settings().policy();
    var policy =
        switch (choice) {
          case LAST_WRITE_WINS -> ConflictPolicy.lastWriteWins();
          case FIELD_OWNERSHIP -> ConflictPolicy.fieldOwnership(owners(connection.settings()));
        };
    return new Terms(
        capabilities, policy, choice, connection.countedOffset(), lastReadAt, askedAt, now);
  }

  private static Map<ContactField, Side> owners(ConnectionSettings settings) {
    return settings.hubOwns().stream()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> Side.HUB));
  }

  /// A stamp of the CRM's in our time, and never in our future.
  Instant ours(Instant theirs) {
    var corrected = theirs.minus(clockOffset);
    return corrected.isAfter(now) ? now : corrected;
  }
}
