package com.nurturehub.crm.domain.link;

import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.Signals;
import java.time.Duration;
import java.time.Instant;

/// What a CRM was last told of a contact's signals. Scores drift every night, so a CRM hears of
/// them at most once a day, unless somebody became hot, stopped being hot, or moved to another
/// status.
public record Told(Instant at, boolean hot, ContactStatus status) {

  public static final Told NOTHING = new Told(Instant.EPOCH, false, ContactStatus.NEW);
  private static final Duration QUIET = Duration.ofDays(1);

  /// When these signals may be told.
  public Instant earliest(Signals signals, Instant now) {
    var cannotWait = signals.hot() != hot || signals.status() != status;
    var quietUntil = at.plus(QUIET);
    return cannotWait || quietUntil.isBefore(now) ? now : quietUntil;
  }
}
