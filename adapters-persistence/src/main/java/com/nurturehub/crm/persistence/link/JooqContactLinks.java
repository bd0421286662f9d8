package com.nurturehub.crm.persistence.link;

import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_LINK;
import static com.nurturehub.crm.persistence.generated.Tables.LINK_COUNT;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.InSync;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.PageColumns;
import com.nurturehub.crm.persistence.contact.ContactRows;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.SelectField;

/// Links in PostgreSQL. A page in which nothing changed costs one statement that reads no more than
/// fingerprints and editions.
public final class JooqContactLinks implements ContactLinks {

  private static final PageColumns<Map.Entry<ExternalId, Fingerprint>> SHOWN =
      PageColumns.of(
          text("external_id", shown -> shown.getKey().value()),
          text("seen", shown -> shown.getValue().value()));

  // The limit keeps each look-up one by itself, so that it goes by the keys, however little the
  // planner knows of the tables.
  private static final String KNOWN =
      """
      select page.external_id, known.contact_id,
             known.seen = page.seen and known.seen_edition = known.edition as settled
      from %s as page
      cross join lateral (
        select link.contact_id, link.seen, link.seen_edition, contact.edition
        from contact_link as link
        join contact on contact.contact_id = link.contact_id
        where link.connection_id = ? and link.external_id = page.external_id
        limit 1) as known
      """
          .formatted(SHOWN.source());

  // The contacts are held until the end of the transaction, so that nobody is forgotten while a
  // link to them is made. Who edits them does not wait for that.
  private static final String KEEP =
      """
      with there as materialized (
        select contact_id from contact where contact_id = any (?::uuid[])
        order by contact_id for key share),
      kept as (
        insert into contact_link (%s) select %s from %s as page
        where page.contact_id in (select there.contact_id from there)
        on conflict (agency_id, connection_id, external_id) do update set %s
        returning contact_link.connection_id, old.contact_id is null as is_new)
      insert into link_count (connection_id, links)
      select connection_id, count(*) from kept where is_new group by connection_id
      on conflict (agency_id, connection_id) do update set links = link_count.links + excluded.links
      """
          .formatted(
              LinkRows.COLUMNS.names(),
              LinkRows.COLUMNS.names(),
              LinkRows.COLUMNS.source(),
              Arrays.stream(LinkRows.COLUMNS.names().split(", "))
                  .filter(name -> !name.equals("connection_id") && !name.equals("external_id"))
                  .map(name -> "%s = excluded.%s".formatted(name, name))
                  .collect(joining(", ")));

  private static final String IN_SYNC =
      """
      with waiting as (
        select contact_id from push where connection_id = {0} and state = 'DUE'
          and (writes or consents <> '{}')
        union
        select contact_id from push where connection_id = {0} and state = 'SET_ASIDE'
        union
        select contact_id from change_by_hand where connection_id = {0} and closed_at is null
        union
        select unread.contact_id from quarantine
        cross join lateral (
          select link.contact_id from contact_link as link
          where link.connection_id = {0} and link.external_id = quarantine.external_id
          limit 1) as unread
        where quarantine.connection_id = {0}),
      theirs as (
        select coalesce((select links from link_count where connection_id = {0}), 0)
          - (select count(*) from contact_link
             where connection_id = {0} and presence = 'GONE') as links)
      select theirs.links, theirs.links - (
        select count(*) from waiting
        cross join lateral (
          select link.presence from contact_link as link
          where link.contact_id = waiting.contact_id and link.connection_id = {0}
          limit 1) as there
        where there.presence <> 'GONE') as proven
      from theirs
      """;

  private final JooqTransactions transactions;

  public JooqContactLinks(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Known known(ConnectionId connection, Map<ExternalId, Fingerprint> shown) {
    var settled = new HashSet<ExternalId>();
    var moved = new HashSet<UUID>();
    var binds =
        Stream.concat(Arrays.stream(SHOWN.binds(shown.entrySet())), Stream.of(connection.value()))
            .toArray();
    for (var row : transactions.here().fetch(KNOWN, binds)) {
      if (row.get("settled", Boolean.class)) {
        settled.add(new ExternalId(row.get("external_id", String.class)));
      } else {
        moved.add(row.get("contact_id", UUID.class));
      }
    }
    return new Known(settled, moved.isEmpty() ? Map.of() : held(connection, moved));
  }

  @Override
  public Map<ContactId, ContactLink> find(ConnectionId connection, Collection<ContactId> contacts) {
    return transactions
        .here()
        .select(LinkRows.FIELDS)
        .from(CONTACT_LINK)
        .where(CONTACT_LINK.CONTACT_ID.eq(any(uuids(contacts))))
        .and(isAt(connection))
        .fetch(LinkRows::link)
        .stream()
        .collect(toUnmodifiableMap(ContactLink::contact, identity()));
  }

  @Override
  public List<ContactLink> of(Collection<ContactId> contacts) {
    return transactions
        .here()
        .select(LinkRows.FIELDS)
        .from(CONTACT_LINK)
        .where(CONTACT_LINK.CONTACT_ID.eq(any(uuids(contacts))))
        .orderBy(CONTACT_LINK.CONTACT_ID, CONTACT_LINK.CONNECTION_ID)
        .fetch(LinkRows::link);
  }

  @Override
  public void keep(Collection<ContactLink> links) {
    if (!links.isEmpty()) {
      var people = uuids(links.stream().map(ContactLink::contact).toList());
      var rows = Arrays.stream(LinkRows.COLUMNS.binds(links));
      transactions.here().execute(KEEP, Stream.concat(Stream.of((Object) people), rows).toArray());
    }
  }

  @Override
  public long count(ConnectionId connection) {
    return transactions
        .here()
        .select(LINK_COUNT.LINKS)
        .from(LINK_COUNT)
        .where(LINK_COUNT.CONNECTION_ID.eq(connection.value()))
        .fetchOptional(LINK_COUNT.LINKS)
        .orElse(0L);
  }

  @Override
  public InSync inSync(ConnectionId connection) {
    return transactions
        .here()
        .resultQuery(IN_SYNC, val(connection.value()))
        .fetchSingle(
            row -> new InSync(row.get("proven", Long.class), row.get("links", Long.class)));
  }

  /// Who has moved is held until the transaction ends, so that nobody edits them between the
  /// comparison and its outcome; in one order everywhere, so that two wait and do not deadlock.
  private Map<ExternalId, Linked> held(ConnectionId connection, Collection<UUID> contacts) {
    var fields =
        Stream.concat(LinkRows.FIELDS.stream(), ContactRows.FIELDS.stream())
            .<SelectField<?>>map(identity())
            .toList();
    var moved = new HashMap<ExternalId, Linked>();
    transactions
        .here()
        .select(fields)
        .from(CONTACT_LINK)
        .join(CONTACT)
        .on(CONTACT.CONTACT_ID.eq(CONTACT_LINK.CONTACT_ID))
        .where(CONTACT_LINK.CONTACT_ID.eq(any(contacts.toArray(UUID[]::new))))
        .and(isAt(connection))
        .and(CONTACT.CONTACT_ID.eq(any(contacts.toArray(UUID[]::new))))
        .orderBy(CONTACT.CONTACT_ID)
        .forNoKeyUpdate()
        .fetch(row -> new Linked(LinkRows.link(row), contact(row)))
        .forEach(linked -> moved.put(linked.link().externalId(), linked));
    return moved;
  }

  /// Plain equality would tempt the planner, who knows nothing of a new connection yet, to look
  /// through all its links instead of for these contacts.
  private static Condition isAt(ConnectionId connection) {
    return CONTACT_LINK.CONNECTION_ID.isNotDistinctFrom(connection.value());
  }

  private static Contact contact(org.jooq.Record row) {
    return ContactRows.contact(row);
  }

  private static UUID[] uuids(Collection<ContactId> contacts) {
    return contacts.stream().map(ContactId::value).toArray(UUID[]::new);
  }
}
