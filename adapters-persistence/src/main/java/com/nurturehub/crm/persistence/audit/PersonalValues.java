package com.nurturehub.crm.persistence.audit;

import static com.nurturehub.crm.persistence.PageColumns.bytes;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_AUDIT_KEY;
import static org.jooq.impl.DSL.any;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.OnePerson;
import com.nurturehub.crm.persistence.PageColumns;
import com.nurturehub.crm.persistence.contact.DetailsJson;
import com.nurturehub.crm.persistence.vault.Context;
import com.nurturehub.crm.persistence.vault.Keysets;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Seals the personal values of audit entries, under a key of each person's own. The keys lie
/// encrypted by the vault; deleting one forgets its person.
record PersonalValues(JooqTransactions transactions, Keysets keysets) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final SecureRandom CHANCE = new SecureRandom();

  private static final PageColumns<Map.Entry<ContactId, byte[]>> COLUMNS =
      PageColumns.of(
          uuid("contact_id", row -> row.getKey().value()),
          bytes("ciphertext", Map.Entry::getValue));

  private static final String ADD_KEYS =
      """
      insert into contact_audit_key (contact_id, ciphertext) select contact_id, ciphertext from %s as page
      on conflict do nothing
      """
          .formatted(COLUMNS.source());

  /// People's keys, as far as they have not been forgotten.
  record Keys(Map<ContactId, byte[]> byPerson) {

    Optional<byte[]> of(ContactId person) {
      return Optional.ofNullable(byPerson.get(person));
    }
  }

  /// Makes keys for those who have none and are still there. They are held until the transaction
  /// ends, so that nobody is forgotten while a key is made; who has been forgotten gets none again.
  Keys keysFor(Collection<ContactId> people) {
    var keys = keysOf(people);
    var missing = new HashSet<>(people);
    missing.removeAll(keys.byPerson().keySet());
    if (missing.isEmpty()) {
      return keys;
    }
    var fresh = held(missing).stream().map(person -> Map.entry(person, freshKey(person))).toList();
    if (fresh.isEmpty()) {
      return keys;
    }
    transactions.here().execute(ADD_KEYS, COLUMNS.binds(fresh));
    // Somebody else may have made one in this moment; what is stored counts.
    return keysOf(people);
  }

  private List<ContactId> held(Collection<ContactId> people) {
    return transactions
        .here()
        .select(CONTACT.CONTACT_ID)
        .from(CONTACT)
        .where(CONTACT.CONTACT_ID.eq(any(uuids(people))))
        .orderBy(CONTACT.CONTACT_ID)
        .forKeyShare()
        .fetch(row -> new ContactId(row.value1()));
  }

  Keys keysOf(Collection<ContactId> people) {
    if (people.isEmpty()) {
      return new Keys(Map.of());
    }
    var keys = new HashMap<ContactId, byte[]>();
    transactions
        .here()
        .select(CONTACT_AUDIT_KEY.CONTACT_ID, CONTACT_AUDIT_KEY.CIPHERTEXT)
        .from(CONTACT_AUDIT_KEY)
        .where(CONTACT_AUDIT_KEY.CONTACT_ID.eq(any(uuids(people))))
        .forEach(row -> {
          var person = new ContactId(row.value1());
          keys.put(person, keysets.decrypt(row.value2(), context(person)));
        });
    return new Keys(keys);
  }

  void forget(ContactId person) {
    transactions
        .here()
        .deleteFrom(CONTACT_AUDIT_KEY)
        .where(CONTACT_AUDIT_KEY.CONTACT_ID.eq(any(OnePerson.ids(transactions, person))))
        .execute();
  }

  /// Nothing where the person is there no longer.
  ///
  /// @throws IllegalArgumentException if there are values, but nobody they are about
  Optional<byte[]> seal(AuditEntry entry, Keys keys) {
    return entry
        .versions()
        .flatMap(versions -> {
          var person = entry.about().orElseThrow(PersonalValues::aboutNobody);
          return keys.of(person).map(key -> seal(versions, entry.id(), key));
        });
  }

  private byte[] seal(Versions versions, AuditEntryId id, byte[] key) {
    try {
      return new AesGcmJce(key).encrypt(bytesOf(write(versions)), context(id));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("An audit value could not be encrypted.", e);
    }
  }

  /// Empty when the person was forgotten since; their key is gone, or another by now.
  Optional<Versions> open(byte[] sealed, AuditEntry entry, Keys keys) {
    return entry.about().flatMap(keys::of).flatMap(key -> open(sealed, entry.id(), key));
  }

  private Optional<Versions> open(byte[] sealed, AuditEntryId id, byte[] key) {
    try {
      var clear = new AesGcmJce(key).decrypt(sealed, context(id));
      return Optional.of(read(new String(clear, StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  private byte[] freshKey(ContactId person) {
    var key = new byte[Keysets.KEY_BYTES];
    CHANCE.nextBytes(key);
    return keysets.encrypt(key, context(person));
  }

  private Context context(ContactId person) {
    return Context.auditKey(transactions.agency(), person);
  }

  private byte[] context(AuditEntryId entry) {
    return bytesOf("audit entry|%s|%s".formatted(transactions.agency(), entry));
  }

  private static String write(Versions versions) {
    var text = new StringWriter(512);
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeName("hub");
      DetailsJson.write(versions.hub(), json);
      json.writeName("crm");
      DetailsJson.write(versions.crm(), json);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static Versions read(String text) {
    try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      json.nextToken();
      json.nextToken();
      var hub = DetailsJson.read(json);
      json.nextToken();
      json.nextToken();
      return new Versions(hub, DetailsJson.read(json));
    }
  }

  private static IllegalArgumentException aboutNobody() {
    return new IllegalArgumentException("an audit entry with personal values is about a contact");
  }

  static UUID[] uuids(Collection<ContactId> people) {
    return people.stream().map(ContactId::value).toArray(UUID[]::new);
  }

  private static byte[] bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
