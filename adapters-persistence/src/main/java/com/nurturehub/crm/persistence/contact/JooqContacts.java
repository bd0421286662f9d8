package com.nurturehub.crm.persistence.contact;

import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_HANDLE;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.contact.Contacts;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.PageColumns;
import com.nurturehub.crm.persistence.Paging;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Record;

/// Contacts in PostgreSQL. A page of them is found, added or replaced by one statement.
public final class JooqContacts implements Contacts {

  /// As many as a person would look through. More contacts than that behind one e-mail address are
  /// a placeholder that somebody typed over and over.
  private static final int CANDIDATES_PER_HANDLE_MAX = 10;

  private static final PageColumns<Map.Entry<ContactId, String>> HANDLES =
      PageColumns.of(
          uuid("contact_id", handle -> handle.getKey().value()),
          text("handle", Map.Entry::getValue));

  private static final String ADD =
      """
      with handles as (
        insert into contact_handle (contact_id, handle) select contact_id, handle from %s as page),
      told as (
        insert into contact_change (batch, contact_id, version)
        select ?::uuid, contact_id, 1 from unnest(?::uuid[]) as fresh (contact_id))
      insert into contact (%s) select %s from %s as page
      """
          .formatted(
              HANDLES.source(),
              ContactRows.COLUMNS.names(),
              ContactRows.COLUMNS.names(),
              ContactRows.COLUMNS.source());

  // The second condition on contact_id says nothing new; it bounds what the planner may read. The
  // page is unfolded once, however the planner joins it.
  private static final String REPLACE =
      """
      with page as materialized (select * from %s as page),
      done as (
        update contact set %s
        from page
        where contact.contact_id = page.contact_id
          and contact.version = page.version
          and contact.contact_id = any (?::uuid[])
        returning contact.contact_id, contact.version, old as replaced),
      told as (
        insert into contact_change (batch, contact_id, version, replaced)
        select ?::uuid, contact_id, version, replaced from done)
      select contact_id, (replaced).emails as emails_before, (replaced).phones as phones_before
      from done
      """
          .formatted(ContactRows.COLUMNS.source(), assignments());

  private static final String MERGE =
      """
      with gone as (
        delete from contact where contact_id = any (?::uuid[])
        returning old.contact_id, old.version, old as replaced),
      told as (
        insert into contact_change (batch, contact_id, version, replaced, merged_into)
        select ?::uuid, contact_id, version + 1, replaced, ?::uuid from gone)
      select (replaced).emails as emails_before, (replaced).phones as phones_before from gone
      """;

  private static final String ADD_HANDLES =
      """
      insert into contact_handle (contact_id, handle) select contact_id, handle from %s as page
      on conflict do nothing
      """
          .formatted(HANDLES.source());

  // Each look-up is bounded by itself, and none is joined, so that each goes by the index, however
  // little the planner knows of the tables.
  private static final String CANDIDATES =
      """
      select found.contact_id
      from unnest(?::text[]) as wanted (handle)
      cross join lateral (
        select known.contact_id from contact_handle as known
        where known.handle = wanted.handle
          and (select true from contact_link as link
               where link.contact_id = known.contact_id and link.connection_id = ?) is null
        limit ?) as found
      union
      select referenced.contact_id
      from unnest(?::uuid[]) as referenced (contact_id)
      where (select true from contact_link as link
             where link.contact_id = referenced.contact_id and link.connection_id = ?) is null
      """;

  private final JooqTransactions transactions;
  private final ContactCommits commits;
  private final Hanging hanging;

  /// Changes are told for as long as `kept`.
  public JooqContacts(JooqTransactions transactions, Duration kept) {
    this.transactions = transactions;
    this.commits = new ContactCommits(transactions, kept);
    this.hanging = new Hanging(transactions);
  }

  @Override
  public Map<ContactId, Contact> find(Collection<ContactId> ids) {
    return transactions
        .here()
        .select(ContactRows.FIELDS)
        .from(CONTACT)
        .where(CONTACT.CONTACT_ID.eq(any(uuids(ids))))
        .fetch(ContactRows::contact)
        .stream()
        .collect(toUnmodifiableMap(Contact::id, identity()));
  }

  @Override
  public Optional<Contact> hold(ContactId id) {
    return transactions
        .here()
        .select(ContactRows.FIELDS)
        .from(CONTACT)
        .where(CONTACT.CONTACT_ID.eq(id.value()))
        .forUpdate()
        .fetchOptional(ContactRows::contact);
  }

  @Override
  public List<Contact> candidates(ConnectionId connection, Collection<CrmContact> newcomers) {
    var handles =
        newcomers.stream()
            .flatMap(newcomer -> Handles.of(newcomer.details()).stream())
            .distinct()
            .toArray(String[]::new);
    var references =
        newcomers.stream()
            .flatMap(newcomer -> newcomer.reference().stream())
            .map(ContactId::value)
            .toArray(UUID[]::new);
    var ids =
        transactions
            .here()
            .fetch(
                CANDIDATES,
                handles,
                connection.value(),
                CANDIDATES_PER_HANDLE_MAX,
                references,
                connection.value())
            .map(found -> new ContactId(found.get("contact_id", UUID.class)));
    return ids.isEmpty() ? List.of() : List.copyOf(find(ids).values());
  }

  @Override
  public void add(Collection<Contact> fresh) {
    var first = fresh.stream().map(contact -> contact.atVersion(1)).toList();
    if (!first.isEmpty()) {
      var told = new Object[] {commits.batch(), uuids(first.stream().map(Contact::id).toList())};
      transactions
          .here()
          .execute(
              ADD, binds(HANDLES.binds(handles(first)), told, ContactRows.COLUMNS.binds(first)));
    }
  }

  @Override
  public Set<ContactId> replace(Collection<Contact> changed) {
    if (changed.isEmpty()) {
      return Set.of();
    }
    // In one order everywhere, so that two who replace the same contacts wait and do not deadlock.
    var ordered =
        changed.stream().sorted(Comparator.comparing(contact -> contact.id().toString())).toList();
    var ids = ordered.stream().map(Contact::id).collect(Collectors.toCollection(HashSet::new));
    var before = new HashMap<ContactId, Set<String>>();
    for (var row :
        transactions
            .here()
            .fetch(
                REPLACE,
                binds(
                    ContactRows.COLUMNS.binds(ordered),
                    new Object[] {uuids(ids), commits.batch()}))) {
      before.put(new ContactId(row.get("contact_id", UUID.class)), handlesBefore(row));
    }
    renewHandles(
        ordered.stream().filter(contact -> before.containsKey(contact.id())).toList(), before);
    ids.removeAll(before.keySet());
    return ids;
  }

  @Override
  public Slice<Contact> list(ContactFilter filter, Slice.Request request) {
    var asked = ContactSearch.of(filter);
    var place = request.after().map(Paging.Counted::read);
    var ids =
        place
            .map(Paging.Counted::place)
            .map(Paging::id)
            .map(CONTACT.CONTACT_ID::gt)
            .orElse(noCondition());
    var found =
        transactions
            .here()
            .select(ContactRows.FIELDS)
            .from(CONTACT)
            .where(asked)
            .and(ids)
            .orderBy(CONTACT.CONTACT_ID)
            .limit(Paging.limit(request))
            .fetch(ContactRows::contact);
    var total = place.map(Paging.Counted::total).orElseGet(() -> count(asked));
    return Paging.slice(
        found, request, last -> new Paging.Counted(last.id().toString(), total), total);
  }

  @Override
  public long count() {
    return count(noCondition());
  }

  /// The contact first: whoever edits or reconciles them holds that row and then their link.
  @Override
  public void erase(ContactId id) {
    transactions
        .here()
        .deleteFrom(CONTACT)
        .where(CONTACT.CONTACT_ID.eq(id.value()))
        .returning(CONTACT.EMAILS, CONTACT.PHONES)
        .fetch()
        .forEach(gone -> {
          removeHandles(Set.of(id), handles(gone.get(CONTACT.EMAILS), gone.get(CONTACT.PHONES)));
          commits.erased(id.value());
        });
    hanging.erase(id);
  }

  @Override
  public void merge(Set<ContactId> merged, ContactId survivor, Instant at) {
    var ids = uuids(merged);
    for (var gone : transactions.here().fetch(MERGE, ids, commits.batch(), survivor.value())) {
      removeHandles(merged, handlesBefore(gone));
    }
    hanging.merge(merged, survivor, at);
  }

  @Override
  public Map<ContactId, ContactId> heirs(Collection<ContactId> ids) {
    return hanging.heirs(ids);
  }

  private long count(Condition asked) {
    return transactions.here().fetchCount(CONTACT, asked);
  }

  /// Few replacements touch an e-mail address or phone number; only those pay for it.
  private void renewHandles(List<Contact> replaced, Map<ContactId, Set<String>> before) {
    var touched =
        replaced.stream()
            .filter(now -> !Handles.of(now.details()).equals(before.get(now.id())))
            .toList();
    if (touched.isEmpty()) {
      return;
    }
    removeHandles(
        touched.stream().map(Contact::id).toList(),
        touched.stream()
            .flatMap(contact -> before.getOrDefault(contact.id(), Set.of()).stream())
            .collect(Collectors.toSet()));
    transactions.here().execute(ADD_HANDLES, HANDLES.binds(handles(touched)));
  }

  private void removeHandles(Collection<ContactId> contacts, Set<String> handles) {
    transactions
        .here()
        .deleteFrom(CONTACT_HANDLE)
        .where(CONTACT_HANDLE.HANDLE.eq(any(handles.toArray(String[]::new))))
        .and(CONTACT_HANDLE.CONTACT_ID.eq(any(uuids(contacts))))
        .execute();
  }

  private static List<Map.Entry<ContactId, String>> handles(Collection<Contact> contacts) {
    return contacts.stream()
        .flatMap(contact ->
            Handles.of(contact.details()).stream().map(handle -> Map.entry(contact.id(), handle)))
        .toList();
  }

  private static Set<String> handlesBefore(Record row) {
    return handles(
        row.get("emails_before", String[].class), row.get("phones_before", String[].class));
  }

  private static Set<String> handles(String[] emails, String[] phones) {
    return Handles.of(
        new ContactDetails(
            PersonName.NONE,
            Arrays.stream(emails).map(EmailAddress::new).toList(),
            Arrays.stream(phones).map(PhoneNumber::new).toList(),
            PostalAddress.NONE,
            Set.of()));
  }

  private static String assignments() {
    return Arrays.stream(ContactRows.COLUMNS.names().split(", "))
        .filter(name -> !name.equals("contact_id"))
        .map(name ->
            name.equals("version")
                ? "version = page.version + 1"
                : "%s = page.%s".formatted(name, name))
        .collect(Collectors.joining(", "));
  }

  private static UUID[] uuids(Collection<ContactId> ids) {
    return ids.stream().map(ContactId::value).toArray(UUID[]::new);
  }

  private static Object[] binds(Object[]... parts) {
    return Arrays.stream(parts).flatMap(Arrays::stream).toArray();
  }
}
