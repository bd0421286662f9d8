package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.Previews;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Match;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What meeting a CRM came to, from links, what was noted beside them, and open pushes.
public final class InMemoryPreviews implements Previews {

  private final InMemoryDatabase database;
  private final Rows<Match> matches;

  public InMemoryPreviews(InMemoryDatabase database) {
    this.database = database;
    this.matches = Rows.ofAgency(database, "contact_match", Match.class);
  }

  private static String key(ConnectionId connection, ExternalId id) {
    return connection + " " + id;
  }

  @Override
  public void matched(ConnectionId connection, Map<ExternalId, Match> found) {
    found.forEach((id, match) -> matches.put(key(connection, id), match));
  }

  @Override
  public Counts count(ConnectionId connection) {
    var linked = items(connection, Part.LINKED);
    var told = open(connection).toList();
    var known = contacts(connection);
    return new Counts(
        links(connection).count() - linked.size(),
        linked.size(),
        linked.stream().filter(item -> !item.fields().isEmpty()).count(),
        items(connection, Part.CREATED_THERE).size(),
        items(connection, Part.CHANGED_THERE).size(),
        told.stream()
            .filter(due -> known.contains(due.contact()))
            .filter(due -> !due.content().changesTheRecord())
            .count(),
        told.stream().filter(due -> known.contains(due.contact())).filter(Due::urgent).count());
  }

  @Override
  public Slice<Item> list(ConnectionId connection, Part part, Slice.Request request) {
    return Slices.cut(items(connection, part), item -> item.contact().toString(), request);
  }

  private Collection<Item> items(ConnectionId connection, Part part) {
    var known = contacts(connection);
    return switch (part) {
      case LINKED ->
          links(connection)
              .flatMap(link ->
                  matches.find(key(connection, link.externalId())).stream()
                      .map(match -> item(link, match)))
              .toList();
      case CREATED_THERE ->
          open(connection)
              .filter(due -> !known.contains(due.contact()))
              .map(InMemoryPreviews::item)
              .toList();
      case CHANGED_THERE ->
          open(connection)
              .filter(due -> known.contains(due.contact()))
              .filter(due -> due.content().changesTheRecord())
              .map(InMemoryPreviews::item)
              .toList();
    };
  }

  private static Item item(ContactLink link, Match match) {
    return new Item(link.contact(), match.taken(), Set.of(), Optional.of(match.ground()));
  }

  private static Item item(Due due) {
    var content = due.content();
    return new Item(due.contact(), content.fields(), content.consents(), Optional.empty());
  }

  private Stream<ContactLink> links(ConnectionId connection) {
    return InMemoryContactLinks.rows(database).stream()
        .filter(link -> link.connection().equals(connection));
  }

  private Set<ContactId> contacts(ConnectionId connection) {
    return links(connection).map(ContactLink::contact).collect(Collectors.toSet());
  }

  private Stream<Due> open(ConnectionId connection) {
    return InMemoryOutbox.open(database, connection);
  }
}
