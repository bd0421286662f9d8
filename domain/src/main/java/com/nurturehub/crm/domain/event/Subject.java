package com.nurturehub.crm.domain.event;

import com.nurturehub.crm.domain.contact.ExternalId;

/// What a message is about. It is only a hint where to look: what is true there is asked afresh.
public sealed interface Subject {

  /// A record of the CRM's, however many contacts are in it.
  record OneContact(ExternalId id) implements Subject {}

  /// Some contact, but the message does not say which.
  record SomeContact() implements Subject {}

  /// Whether we still may work on the account.
  record Access() implements Subject {}
}
