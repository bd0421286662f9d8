package com.nurturehub.crm.domain.contact;

import java.time.Instant;

/// Something NurtureHub alone measures about a contact. Signals are told to a CRM where it has room
/// for them; they are never compared, never conflict, and never make the hub's version the newer
/// one.
public sealed interface Signal {

  Instant at();

  /// The intent score, 0 to 100.
  record ScoreChanged(int score, boolean hot, Instant at) implements Signal {
    public ScoreChanged {
      if (score < 0 || score > 100) {
        throw new IllegalArgumentException("a score is a whole number from 0 to 100");
      }
    }
  }

  record StatusChanged(ContactStatus status, Instant at) implements Signal {}

  record Engaged(Engagement engagement, Instant at) implements Signal {}

  /// What somebody did with our mail.
  enum Engagement {
    OPENED,
    CLICKED,
    REPLIED,
    BOOKED
  }
}
