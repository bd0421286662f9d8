package com.nurturehub.crm.application.link;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.InSync;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who is who. A link is unique by connection and external id, and by connection and contact.
@DrivenPort
public interface ContactLinks {

  /// What is known of a page: which of its contacts need no look at all, and the others with link
  /// and contact. Ids in neither are strangers.
  Known known(ConnectionId connection, Map<ExternalId, Fingerprint> shown);

  Map<ContactId, ContactLink> find(ConnectionId connection, Collection<ContactId> contacts);

  /// Every link of these contacts, at any connection.
  List<ContactLink> of(Collection<ContactId> contacts);

  /// Adds links nobody has, or replaces those of the same connection and external id. A link of
  /// somebody who was forgotten meanwhile is not kept.
  void keep(Collection<ContactLink> links);

  long count(ConnectionId connection);

  /// How many of those whom the CRM still has are provably in sync. Against it speak a push that
  /// waits to change the record, one that was set aside, an open change by hand, and a record that
  /// cannot be read; a score that waits for its day does not.
  InSync inSync(ConnectionId connection);

  record Known(Set<ExternalId> settled, Map<ExternalId, Linked> moved) {

    public Known {
      settled = Set.copyOf(settled);
      moved = Map.copyOf(moved);
    }
  }

  record Linked(ContactLink link, Contact contact) {}
}
