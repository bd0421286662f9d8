package com.nurturehub.crm.persistence;

import static com.nurturehub.crm.persistence.generated.Tables.MERGED_CONTACT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;

import com.nurturehub.crm.domain.contact.ContactId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/// Who was one person all along: a contact, whoever it was merged with, and whom they became.
public final class OnePerson {

  private OnePerson() {}

  public static UUID[] ids(JooqTransactions transactions, ContactId person) {
    var other = MERGED_CONTACT.as("other");
    var survivor =
        coalesce(
            field(select(other.SURVIVOR_ID).from(other).where(other.CONTACT_ID.eq(person.value()))),
            person.value());
    var everybody = new HashSet<>(Set.of(person.value()));
    transactions
        .here()
        .select(MERGED_CONTACT.CONTACT_ID, MERGED_CONTACT.SURVIVOR_ID)
        .from(MERGED_CONTACT)
        .where(MERGED_CONTACT.SURVIVOR_ID.eq(survivor))
        .forEach(row -> {
          everybody.add(row.value1());
          everybody.add(row.value2());
        });
    return everybody.toArray(UUID[]::new);
  }
}
