package com.nurturehub.crm.domain.push;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.Instant;

/// A change the CRM cannot take from us, so that a person must make it there. Unique by contact,
/// connection and `what` (a field, a consent channel, or a grant to confirm); it closes by itself
/// when the CRM shows the value.
public record ChangeByHand(
    ContactId contact,
    ConnectionId connection,
    Kind kind,
    String what,
    String value,
    Instant since) {

  public enum Kind {
    FIELD,
    CONSENT,
    CONFIRM_GRANT
  }
}
