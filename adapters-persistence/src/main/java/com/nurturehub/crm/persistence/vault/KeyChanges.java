package com.nurturehub.crm.persistence.vault;

import static com.nurturehub.crm.persistence.generated.Tables.KEYSET;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.nurturehub.crm.persistence.JooqTransactions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jooq.DSLContext;

/// Makes a new key, and takes away those that are no longer needed. The service may only read keys;
/// whoever changes them comes as the owner of the tables.
///
/// Only the keyset that encrypts is changed. What the other one digested is not kept anywhere, so
/// it could not be digested anew.
public final class KeyChanges {

  /// By then every node knows the new key, and what lives no longer than some minutes is gone.
  public static final Duration SETTLING = Duration.ofMinutes(15);

  private final JooqTransactions owner;
  private final KeysetRows rows;
  private final InstantSource clock;

  public KeyChanges(JooqTransactions owner, Aead keyEncryptionKey, InstantSource clock) {
    this.owner = owner;
    this.rows = new KeysetRows(keyEncryptionKey);
    this.clock = clock;
  }

  /// How taking earlier keys away went.
  public sealed interface Retirement {

    record Retired(int keys) implements Retirement {}

    /// There is only one key.
    record NothingToRetire() implements Retirement {}

    /// So much is still to be encrypted anew.
    record StillInUse(int values) implements Retirement {}

    /// Nodes may not know the new key yet.
    record TooEarly(Instant notBefore) implements Retirement {}
  }

  /// From now on everything new is encrypted with a key of its own; earlier ones go on reading.
  public void rotate() {
    var _ = owner.apart(db -> write(db, withNewPrimary(locked(db).keyset()), clock.instant()));
  }

  /// Takes the earlier keys away, if nothing is encrypted with them.
  public Retirement retire() {
    var held = owner.apart(this::locked);
    if (held.keyset().size() == 1) {
      return new Retirement.NothingToRetire();
    }
    var settled = held.rotatedAt().orElse(Instant.EPOCH).plus(SETTLING);
    if (clock.instant().isBefore(settled)) {
      return new Retirement.TooEarly(settled);
    }
    var newest = KeyMarks.of(held.keyset()).newest();
    var left = new Encrypted(owner).encryptedWithout(newest);
    if (left > 0) {
      return new Retirement.StillInUse(left);
    }
    return owner.apart(db -> {
      var now = locked(db);
      if (!KeyMarks.of(now.keyset()).newest().equals(newest)) {
        // Somebody made another key meanwhile.
        return new Retirement.TooEarly(clock.instant().plus(SETTLING));
      }
      var _ = write(db, alone(now.keyset()), clock.instant());
      return new Retirement.Retired(now.keyset().size() - 1);
    });
  }

  private record Held(KeysetHandle keyset, Optional<Instant> rotatedAt) {}

  private Held locked(DSLContext db) {
    var row =
        db.select(KEYSET.CIPHERTEXT, KEYSET.ROTATED_AT)
            .from(KEYSET)
            .where(KEYSET.NAME.eq(KeysetRows.AEAD))
            .forUpdate()
            .fetchOptional()
            .orElseThrow(() ->
                new IllegalStateException(
                    "There are no keys yet: the service makes them when it is first started."));
    return new Held(rows.read(row.value1(), KeysetRows.AEAD), Optional.ofNullable(row.value2()));
  }

  private int write(DSLContext db, KeysetHandle keyset, Instant at) {
    return db.update(KEYSET)
        .set(KEYSET.CIPHERTEXT, rows.written(keyset, KeysetRows.AEAD))
        .set(KEYSET.ROTATED_AT, at)
        .where(KEYSET.NAME.eq(KeysetRows.AEAD))
        .execute();
  }

  private static KeysetHandle withNewPrimary(KeysetHandle keyset) {
    try {
      return KeysetHandle.newBuilder(keyset)
          .addEntry(
              KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                  .withRandomId()
                  .makePrimary())
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key could not be made.", e);
    }
  }

  private static KeysetHandle alone(KeysetHandle keyset) {
    try {
      var primary = keyset.getPrimary();
      return KeysetHandle.newBuilder()
          .addEntry(
              KeysetHandle.importKey(primary.getKey()).withFixedId(primary.getId()).makePrimary())
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A keyset could not be made.", e);
    }
  }
}
