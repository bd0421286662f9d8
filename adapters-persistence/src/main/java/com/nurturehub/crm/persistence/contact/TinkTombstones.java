package com.nurturehub.crm.persistence.contact;

import static com.nurturehub.crm.persistence.generated.Tables.TOMBSTONE;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.jooq.impl.DSL.any;

import com.nurturehub.crm.application.contact.Tombstones;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.vault.Keysets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.impl.DSL;

/// Tombstones in PostgreSQL. A digest also covers the agency, so that the same person's at two
/// agencies are not alike.
public final class TinkTombstones implements Tombstones {

  private final JooqTransactions transactions;
  private final Keysets keysets;

  public TinkTombstones(JooqTransactions transactions, Keysets keysets) {
    this.transactions = transactions;
    this.keysets = keysets;
  }

  @Override
  public void bury(Map<CrmProvider, ExternalId> ids, Collection<EmailAddress> emails) {
    bury(
        Stream.concat(
            ids.entrySet().stream().map(id -> name(id.getKey(), id.getValue())),
            emails.stream().map(this::name)));
  }

  @Override
  public void bury(ContactId reference) {
    bury(Stream.of(name(reference)));
  }

  private void bury(Stream<String> names) {
    var digests = names.map(keysets::digest).map(DSL::row).toList();
    if (digests.isEmpty()) {
      return;
    }
    transactions
        .here()
        .insertInto(TOMBSTONE, TOMBSTONE.DIGEST)
        .valuesOfRows(digests)
        .onConflictDoNothing()
        .execute();
  }

  @Override
  public Set<ExternalId> among(CrmProvider provider, Collection<CrmContact> contacts) {
    var buried = buried(contacts.stream().flatMap(contact -> names(provider, contact)));
    return buried.isEmpty()
        ? Set.of()
        : contacts.stream()
            .filter(contact -> names(provider, contact).anyMatch(name -> isAmong(buried, name)))
            .map(CrmContact::id)
            .collect(toUnmodifiableSet());
  }

  @Override
  public Set<EmailAddress> among(Collection<EmailAddress> emails) {
    var buried = buried(emails.stream().map(this::name));
    return buried.isEmpty()
        ? Set.of()
        : emails.stream()
            .filter(email -> isAmong(buried, name(email)))
            .collect(toUnmodifiableSet());
  }

  private Stream<String> names(CrmProvider provider, CrmContact contact) {
    return Stream.concat(
        Stream.concat(
            Stream.of(name(provider, contact.id())), contact.reference().stream().map(this::name)),
        contact.details().emails().stream().map(this::name));
  }

  private String name(CrmProvider provider, ExternalId id) {
    return "tombstone|%s|%s|%s".formatted(transactions.agency(), provider, id);
  }

  private String name(ContactId reference) {
    return "tombstone|%s|contact|%s".formatted(transactions.agency(), reference);
  }

  private String name(EmailAddress email) {
    return "tombstone|%s|email|%s".formatted(transactions.agency(), email);
  }

  /// Those of the names' digests that are buried, in hexadecimal.
  private Set<String> buried(Stream<String> names) {
    var digests = names.map(keysets::digests).flatMap(List::stream).toArray(byte[][]::new);
    if (digests.length == 0) {
      return Set.of();
    }
    return Set.copyOf(
        transactions
            .here()
            .select(TOMBSTONE.DIGEST)
            .from(TOMBSTONE)
            .where(TOMBSTONE.DIGEST.eq(any(digests)))
            .fetch(row -> HexFormat.of().formatHex(row.value1())));
  }

  private boolean isAmong(Set<String> buried, String name) {
    return keysets.digests(name).stream().map(HexFormat.of()::formatHex).anyMatch(buried::contains);
  }
}
