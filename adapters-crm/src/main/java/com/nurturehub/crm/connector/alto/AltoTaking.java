package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoMapping.Household;
import com.nurturehub.crm.connector.alto.AltoPayloads.PersonId;
import com.nurturehub.crm.connector.alto.AltoPayloads.PersonRow;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.sync.Quarantined;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns households into contacts of ours, a contact per person. What cannot be taken is set apart
/// with what Alto sent; it never stops the others.
record AltoTaking(AltoMapping mapping) {

  /// Gathers a page. Somebody who comes twice is taken once.
  static final class Basket {

    private final List<CrmContact> contacts = new ArrayList<>();
    private final List<Quarantined> unreadable = new ArrayList<>();
    private final Set<ExternalId> taken = new HashSet<>();

    List<CrmContact> contacts() {
      return contacts;
    }

    List<Quarantined> unreadable() {
      return unreadable;
    }

    private boolean isNew(ExternalId id) {
      return taken.add(id);
    }

    void apart(Optional<ExternalId> id, String why, String raw) {
      if (id.isEmpty() || isNew(id.get())) {
        unreadable.add(new Quarantined(id.map(ExternalId::value), why, raw));
      }
    }
  }

  void take(Household household, Instant servedAt, String raw, Basket basket) {
    for (var row : household.detail().people()) {
      take(household, row, servedAt, raw, basket);
    }
  }

  /// Only these people of a household.
  void take(
      Household household, Collection<String> people, Instant servedAt, String raw, Basket basket) {
    for (var row : household.detail().people()) {
      if (row.id().filter(people::contains).isPresent()) {
        take(household, row, servedAt, raw, basket);
      }
    }
  }

  private void take(
      Household household, PersonRow row, Instant servedAt, String raw, Basket basket) {
    var id = row.id().map(one -> new PersonId(household.detail().id(), one).external());
    var person = row.person();
    if (id.isEmpty() || person.isEmpty()) {
      basket.apart(id, row.flaw(), raw);
      return;
    }
    try {
      var contact = mapping.ours(household, person.get(), servedAt);
      if (basket.isNew(contact.id())) {
        basket.contacts().add(contact);
      }
    } catch (IllegalArgumentException flawed) {
      basket.apart(id, Optional.ofNullable(flawed.getMessage()).orElse("it cannot be taken"), raw);
    }
  }
}
