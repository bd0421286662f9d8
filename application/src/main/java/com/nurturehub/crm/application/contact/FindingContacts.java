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
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

record FindingContacts(
    Transactions transactions, Contacts contacts, ContactLinks links, Connections connections)
    implements FindContacts {

  @Override
  public Map<ContactId, Found> find(AgencyId agency, Collection<ContactId> ids) {
    return transactions.in(
        agency,
        () ->
            withTies(contacts.find(ids).values()).stream()
                .collect(Collectors.toMap(f -> f.contact().id(), Function.identity())));
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
