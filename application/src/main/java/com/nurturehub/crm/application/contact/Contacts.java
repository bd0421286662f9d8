package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.link.CrmContact;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The people an agency knows.
@DrivenPort
public interface Contacts {

  Map<ContactId, Contact> find(Collection<ContactId> ids);

  /// Somebody as they stand, held until the transaction ends: whoever is changing them or tying
  /// them to a CRM is waited for, and nobody else does meanwhile.
  Optional<Contact> hold(ContactId id);

  /// Whoever the newcomers might be: contacts not yet linked to this connection that share a
  /// reference, an e-mail address, or a phone number with one of them.
  List<Contact> candidates(ConnectionId connection, Collection<CrmContact> newcomers);

  /// Adds contacts nobody has; each gets version 1.
  void add(Collection<Contact> fresh);

  /// Replaces contacts whose stored version still is the one given; each that is replaced gets the
  /// next version. Returns those that had moved on meanwhile and were left alone.
  Set<ContactId> replace(Collection<Contact> changed);

  Slice<Contact> list(ContactFilter filter, Slice.Request request);

  long count();

  /// Makes of several contacts one. Those merged are there no longer, and their ids lead to the
  /// survivor ever after. What hangs on them hangs on the survivor: pushes that ended or were set
  /// aside, changes by hand, requests, and questions about who is who. Their links have to be moved
  /// before, and their open pushes be settled; what is left of both is dropped.
  void merge(Set<ContactId> merged, ContactId survivor, Instant at);

  /// Those of the ids that were merged into somebody, and into whom.
  Map<ContactId, ContactId> heirs(Collection<ContactId> ids);

  /// Forgets somebody for good, with everything that hangs on them but the audit trail. The ids of
  /// who was merged into them lead nowhere then.
  void erase(ContactId id);
}
