package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.UUID;

/// Ids as callers spell them.
final class Ids {

  private static final int LENGTH = 36;

  private Ids() {}

  static ContactId contact(String written) {
    try {
      // UUID itself also takes shorter spellings.
      if (written.length() == LENGTH) {
        return new ContactId(UUID.fromString(written));
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("contact_id", "is not a contact's id");
    }
    throw new InvalidRequest("contact_id", "is not a contact's id");
  }
}
