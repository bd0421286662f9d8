package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

record FindingContacts(
    Transactions transactions, Contacts contacts, ContactLinks links, Connections connections)
    implements FindContacts {

  @Override
  public Map<ContactId, Found> find(AgencyId agency, Collection<ContactId> ids) {
    return transactions.in(
        agency,
        () -> {
          var found = new HashMap<ContactId, Found>();
          withTies(contacts.find(ids).values()).forEach(f -> found.put(f.contact().id(), f));
          if (!found.keySet().containsAll(ids)) {
            found.putAll(ofHeirs(contacts.heirs(ids)));
          }
          return Map.copyOf(found);
        });
  }

  private Map<ContactId, Found> ofHeirs(Map<ContactId, ContactId> heirs) {
    var found =
        withTies(contacts.find(Set.copyOf(heirs.values())).values()).stream()
            .collect(Collectors.toMap(f -> f.contact().id(), Function.identity()));
    return heirs.entrySet().stream()
        .filter(entry -> found.containsKey(entry.getValue()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> Objects.requireNonNull(found.get(entry.getValue()))));
  }

  @Override
  public Slice<Found> list(AgencyId agency, ContactFilter filter, Slice.Request request) {
    return transactions.in(
        agency,
        () -> {
          var slice = contacts.list(filter, request);
          return new Slice<>(withTies(slice.items()), slice.next(), slice.total());
        });
  }

  private List<Found> withTies(Collection<Contact> people) {
    var providers =
        connections.all().stream().collect(Collectors.toMap(Connection::id, Connection::provider));
    var ties = new HashMap<ContactId, List<Tie>>();
    for (var link : links.of(people.stream().map(Contact::id).toList())) {
      Optional.ofNullable(providers.get(link.connection()))
          .map(provider -> new Tie(provider, link))
          .ifPresent(tie -> ties.computeIfAbsent(link.contact(), _ -> new ArrayList<>()).add(tie));
    }
    return people.stream()
        .map(contact -> new Found(contact, ties.getOrDefault(contact.id(), List.of())))
        .toList();
  }
}
