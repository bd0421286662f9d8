package com.nurturehub.crm.domain.push;

import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.Fingerprint;
import java.util.Map;
import java.util.Optional;

/// What one CRM is to be told of one contact: a new one, or the named parts of one it has.
public sealed interface ContactChange {

  Contact contact();

  /// The details as this CRM can hold them.
  ContactDetails details();

  PushContent content();

  /// Somebody the CRM does not have yet. `defaults` fill what the CRM demands and nobody knows.
  /// `uncertain`: an earlier attempt may have landed, so look it up first.
  record Create(
      Contact contact,
      ContactDetails details,
      PushContent content,
      Map<String, String> defaults,
      boolean uncertain)
      implements ContactChange {}

  /// Only the named parts are sent, and only while the CRM still shows the version we compared
  /// with: the one tagged `tag`, or fingerprinted `compared`.
  record Update(
      Contact contact,
      ContactDetails details,
      PushContent content,
      ExternalId externalId,
      Optional<String> tag,
      Fingerprint compared)
      implements ContactChange {}
}
