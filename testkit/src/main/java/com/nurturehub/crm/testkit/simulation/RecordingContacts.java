package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.contact.Contacts;
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
import java.util.function.Consumer;

/// Contacts that tell of every version written to them.
record RecordingContacts(Contacts real, Consumer<Contact> written) implements Contacts {

  @Override
  public Map<ContactId, Contact> find(Collection<ContactId> ids) {
    return real.find(ids);
  }

  @Override
  public Optional<Contact> hold(ContactId id) {
    return real.hold(id);
  }

  @Override
  public List<Contact> candidates(ConnectionId connection, Collection<CrmContact> newcomers) {
    return real.candidates(connection, newcomers);
  }

  @Override
  public void add(Collection<Contact> fresh) {
    real.add(fresh);
    fresh.forEach(written);
  }

  @Override
  public Set<ContactId> replace(Collection<Contact> changed) {
    var movedOn = real.replace(changed);
    changed.stream().filter(contact -> !movedOn.contains(contact.id())).forEach(written);
    return movedOn;
  }

  @Override
  public Slice<Contact> list(ContactFilter filter, Slice.Request request) {
    return real.list(filter, request);
  }

  @Override
  public long count() {
    return real.count();
  }

  @Override
  public void merge(Set<ContactId> merged, ContactId survivor, Instant at) {
    real.merge(merged, survivor, at);
  }

  @Override
  public Map<ContactId, ContactId> heirs(Collection<ContactId> ids) {
    return real.heirs(ids);
  }

  @Override
  public void erase(ContactId id) {
    real.erase(id);
  }
}
