package com.nurturehub.crm.persistence.contact;

import static com.nurturehub.crm.persistence.generated.Tables.CONTACT;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_FEED;
import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.any;

import com.nurturehub.crm.application.contact.ContactFeed;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.CommittedChange;
import com.nurturehub.crm.domain.contact.CommittedChange.Before;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.persistence.JooqTransactions;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;

/// The changes of contacts in PostgreSQL, in the order of their commits.
public final class JooqContactFeed implements ContactFeed {

  // The version a change made is the one the next change replaced, else the contact as it stands;
  // one statement sees one moment, so that exactly one of them is that version.
  private static final String NEXT =
      """
      with change as materialized (
        select done.place, done.committed_at, made.number, made.contact_id, made.version,
          made.replaced, made.merged_into
        from contact_commit as done
        cross join lateral (
          select number, contact_id, version, replaced, merged_into from contact_change as made
          where made.batch = done.batch and (done.place > ? or made.number > ?)
          order by made.number limit ?) as made
        where done.place >= ?
        order by done.place, made.number
        limit ?)
      select feed.place as end_place, feed.forgotten_place, feed.forgotten_number,
        change.place as change_place, change.number, change.committed_at,
        change.contact_id as person,
        change.version as made_version,
        change.merged_into,
        array_remove(array[%s], null) as denied_before,
        (change.replaced).archived_at is not null as archived_before,
        %s
      from contact_feed as feed
      cross join change
      left join lateral (
        select held.image from (
          select next.replaced as image from contact_change as next
          where next.contact_id = change.contact_id and next.version = change.version + 1
          union all
          select contact as image from contact
          where contact.contact_id = change.contact_id and contact.version = change.version) as held
        limit 1) as made on true
      where feed.agency_id = (select nullif(current_setting('app.agency', true), ''))
      order by change.place, change.number
      """
          .formatted(
              Arrays.stream(Channel.values())
                  .map(JooqContactFeed::deniedBefore)
                  .collect(joining(", ")),
              Arrays.stream(CONTACT.fields())
                  .map(Field::getName)
                  .map("(made.image).%1$s as %1$s"::formatted)
                  .collect(joining(", ")));

  private final JooqTransactions transactions;

  public JooqContactFeed(JooqTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Reading after(Position position, int most) {
    var rows =
        transactions
            .here()
            .fetch(NEXT, position.commit(), position.number(), most, position.commit(), most);
    // What is forgotten is told by the same statement; where it found nothing, by a later one.
    var held = rows.isEmpty() ? held() : held(rows.getFirst());
    if (position.compareTo(held.forgotten()) < 0) {
      return new Reading.Forgotten();
    }
    return position.commit() > held.end().commit()
        ? new Reading.Unknown()
        : new Reading.Next(rows.map(JooqContactFeed::entry));
  }

  @Override
  public Position end() {
    return held().end();
  }

  @Override
  public Map<AgencyId, Position> ends(Collection<AgencyId> agencies) {
    var names = agencies.stream().map(AgencyId::value).toArray(String[]::new);
    return transactions.apart(db ->
        db
            .select(CONTACT_FEED.AGENCY_ID, CONTACT_FEED.PLACE)
            .from(CONTACT_FEED)
            .where(CONTACT_FEED.AGENCY_ID.eq(any(names)))
            .stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    row -> new AgencyId(row.value1()), row -> Position.after(row.value2()))));
  }

  /// What there is to read: after what is forgotten, up to the end.
  private record Held(Position forgotten, Position end) {}

  private Held held() {
    return transactions
        .here()
        .select(CONTACT_FEED.PLACE, CONTACT_FEED.FORGOTTEN_PLACE, CONTACT_FEED.FORGOTTEN_NUMBER)
        .from(CONTACT_FEED)
        .where(CONTACT_FEED.AGENCY_ID.eq(transactions.agency().value()))
        .fetchOptional(
            row -> new Held(new Position(row.value2(), row.value3()), Position.after(row.value1())))
        .orElseGet(() -> new Held(Position.START, Position.START));
  }

  private static Held held(Record row) {
    return new Held(
        new Position(
            row.get("forgotten_place", Long.class), row.get("forgotten_number", Long.class)),
        Position.after(row.get("end_place", Long.class)));
  }

  private static Entry entry(Record row) {
    var position = new Position(row.get("change_place", Long.class), row.get("number", Long.class));
    return new Entry(position, change(row));
  }

  private static CommittedChange change(Record row) {
    var at = row.get("committed_at", OffsetDateTime.class).toInstant();
    var version = Optional.ofNullable(row.get("made_version", Long.class));
    var person = new ContactId(row.get("person", UUID.class));
    if (version.isEmpty()) {
      return CommittedChange.erased(person, at);
    }
    var heir = Optional.ofNullable(row.get("merged_into", UUID.class));
    if (heir.isPresent()) {
      return CommittedChange.merged(person, new ContactId(heir.get()), at);
    }
    var now = ContactRows.contact(row.into(CONTACT));
    return version.get() == 1
        ? CommittedChange.created(now, at)
        : CommittedChange.replaced(before(row), now, at);
  }

  private static Before before(Record row) {
    return new Before(
        Arrays.stream(row.get("denied_before", String[].class))
            .map(Channel::valueOf)
            .collect(Collectors.toUnmodifiableSet()),
        row.get("archived_before", Boolean.class));
  }

  private static String deniedBefore(Channel channel) {
    return "case when (change.replaced).%s_consent = 'DENIED' then '%s' end"
        .formatted(channel.name().toLowerCase(Locale.ROOT), channel.name());
  }
}
