package com.nurturehub.crm.persistence.contact;

import static com.nurturehub.crm.persistence.generated.Tables.CHANGE_BY_HAND;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_LINK;
import static com.nurturehub.crm.persistence.generated.Tables.DUPLICATE;
import static com.nurturehub.crm.persistence.generated.Tables.LINK_COUNT;
import static com.nurturehub.crm.persistence.generated.Tables.MERGED_CONTACT;
import static com.nurturehub.crm.persistence.generated.Tables.PUSH;
import static com.nurturehub.crm.persistence.generated.Tables.QUARANTINE;
import static com.nurturehub.crm.persistence.generated.Tables.REQUEST;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.persistence.JooqTransactions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// What hangs on a contact in other tables: what becomes of it when the contact goes.
record Hanging(JooqTransactions transactions) {

  private static final String CLOSED_BY_ITSELF = "sync";

  private static final String REMEMBER =
      """
      with chain as (
        update merged_contact set survivor_id = ? where survivor_id = any (?::uuid[]))
      insert into merged_contact (contact_id, survivor_id, merged_at)
      select contact_id, ?::uuid, ?::timestamptz from unnest(?::uuid[]) as page (contact_id)
      """;

  void erase(ContactId id) {
    var here = transactions.here();
    var person = id.value();
    eraseLinks(person);
    here.deleteFrom(PUSH).where(PUSH.CONTACT_ID.eq(person)).execute();
    here.deleteFrom(CHANGE_BY_HAND)
        .where(CHANGE_BY_HAND.CONTACT_ID.eq(person))
        .or(CHANGE_BY_HAND.WHAT.eq(ChangeByHand.subject(id)))
        .execute();
    here.deleteFrom(DUPLICATE).where(DUPLICATE.CONTACTS.contains(new UUID[] {person})).execute();
    here.deleteFrom(MERGED_CONTACT).where(MERGED_CONTACT.SURVIVOR_ID.eq(person)).execute();
    // That a request was carried out stays known, so that repeating it brings nobody back; what it
    // said is forgotten.
    here.update(REQUEST).set(REQUEST.DIGEST, "").where(REQUEST.CONTACT_ID.eq(person)).execute();
  }

  void merge(Set<ContactId> merged, ContactId survivor, Instant at) {
    var here = transactions.here();
    var ids = uuids(merged);
    var heir = survivor.value();
    merged.forEach(id -> eraseLinks(id.value()));
    here.deleteFrom(PUSH).where(PUSH.CONTACT_ID.eq(any(ids))).and(PUSH.STATE.eq("DUE")).execute();
    here.update(PUSH).set(PUSH.CONTACT_ID, heir).where(PUSH.CONTACT_ID.eq(any(ids))).execute();
    mergeChangesByHand(merged, survivor, at);
    here.update(REQUEST)
        .set(REQUEST.CONTACT_ID, heir)
        .where(REQUEST.CONTACT_ID.eq(any(ids)))
        .execute();
    mergeQuestions(ids, heir);
    here.execute(REMEMBER, heir, ids, heir, at.toString(), ids);
  }

  Map<ContactId, ContactId> heirs(Collection<ContactId> ids) {
    return transactions
        .here()
        .select(MERGED_CONTACT.CONTACT_ID, MERGED_CONTACT.SURVIVOR_ID)
        .from(MERGED_CONTACT)
        .where(MERGED_CONTACT.CONTACT_ID.eq(any(uuids(ids))))
        .stream()
        .collect(
            Collectors.toUnmodifiableMap(
                row -> new ContactId(row.value1()), row -> new ContactId(row.value2())));
  }

  /// And what CRMs sent of this person that could not be read.
  private void eraseLinks(UUID person) {
    var here = transactions.here();
    here.deleteFrom(QUARANTINE)
        .where(
            row(QUARANTINE.CONNECTION_ID, QUARANTINE.EXTERNAL_ID)
                .in(
                    select(CONTACT_LINK.CONNECTION_ID, CONTACT_LINK.EXTERNAL_ID)
                        .from(CONTACT_LINK)
                        .where(CONTACT_LINK.CONTACT_ID.eq(person))))
        .execute();
    here.deleteFrom(CONTACT_LINK)
        .where(CONTACT_LINK.CONTACT_ID.eq(person))
        .returning(CONTACT_LINK.CONNECTION_ID)
        .fetch(CONTACT_LINK.CONNECTION_ID)
        .forEach(connection ->
            here.update(LINK_COUNT)
                .set(LINK_COUNT.LINKS, LINK_COUNT.LINKS.minus(1))
                .where(LINK_COUNT.CONNECTION_ID.eq(connection))
                .execute());
  }

  /// That they be made one in the CRM is asked no more. Of two items about the same, the survivor's
  /// stays.
  private void mergeChangesByHand(Set<ContactId> merged, ContactId survivor, Instant at) {
    var here = transactions.here();
    var subjects = merged.stream().map(ChangeByHand::subject).toArray(String[]::new);
    here.update(CHANGE_BY_HAND)
        .set(CHANGE_BY_HAND.CLOSED_AT, at)
        .set(CHANGE_BY_HAND.CLOSED_BY, CLOSED_BY_ITSELF)
        .where(CHANGE_BY_HAND.CLOSED_AT.isNull())
        .and(
            CHANGE_BY_HAND
                .WHAT
                .eq(any(subjects))
                .or(CHANGE_BY_HAND.WHAT.eq(ChangeByHand.subject(survivor))))
        .execute();
    for (var person : merged) {
      var same = CHANGE_BY_HAND.as("same");
      here.deleteFrom(CHANGE_BY_HAND)
          .where(CHANGE_BY_HAND.CONTACT_ID.eq(person.value()))
          .and(CHANGE_BY_HAND.CLOSED_AT.isNull())
          .and(
              exists(
                  selectOne()
                      .from(same)
                      .where(same.CONTACT_ID.eq(survivor.value()))
                      .and(same.CONNECTION_ID.eq(CHANGE_BY_HAND.CONNECTION_ID))
                      .and(same.WHAT.eq(CHANGE_BY_HAND.WHAT))
                      .and(same.CLOSED_AT.isNull())))
          .execute();
      here.update(CHANGE_BY_HAND)
          .set(CHANGE_BY_HAND.CONTACT_ID, survivor.value())
          .where(CHANGE_BY_HAND.CONTACT_ID.eq(person.value()))
          .execute();
    }
  }

  /// Who looks like one of those merged, or was kept apart from them, does or is so of the
  /// survivor. A question that is left with one person is answered.
  private void mergeQuestions(UUID[] merged, UUID survivor) {
    var here = transactions.here();
    var gone = Set.of(merged);
    for (var question :
        here.deleteFrom(DUPLICATE)
            .where(arrayOverlap(DUPLICATE.CONTACTS, merged))
            .returning(
                DUPLICATE.DUPLICATE_ID,
                DUPLICATE.CONTACTS,
                DUPLICATE.REASON,
                DUPLICATE.PROPOSED_AT,
                DUPLICATE.KEPT_APART_AT)
            .fetch()) {
      var people =
          Arrays.stream(question.get(DUPLICATE.CONTACTS))
              .map(person -> gone.contains(person) ? survivor : person)
              .collect(Collectors.toCollection(() -> new TreeSet<>(JooqDuplicates.ORDER)));
      if (people.size() > 1) {
        question.set(DUPLICATE.CONTACTS, people.toArray(UUID[]::new));
        JooqDuplicates.keep(here, question);
      }
    }
  }

  private static UUID[] uuids(Collection<ContactId> ids) {
    return ids.stream().map(ContactId::value).toArray(UUID[]::new);
  }
}
