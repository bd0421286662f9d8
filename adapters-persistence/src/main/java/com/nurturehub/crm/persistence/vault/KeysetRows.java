package com.nurturehub.crm.persistence.vault;

import static com.nurturehub.crm.persistence.generated.Tables.KEYSET;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jooq.DSLContext;

/// Keysets as they lie in the database: encrypted under the key-encryption key.
final class KeysetRows {

  /// Encrypts.
  static final String AEAD = "aead";

  /// Makes keyed digests.
  static final String PRF = "prf";

  private final Aead wrapping;

  KeysetRows(Aead keyEncryptionKey) {
    try {
      AeadConfig.register();
      PrfConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Nothing can be encrypted here.", e);
    }
    wrapping = keyEncryptionKey;
  }

  /// Of several nodes that start for the first time, one makes the keyset and all read it.
  KeysetHandle findOrMake(DSLContext db, String name, Parameters parameters) {
    var find = db.select(KEYSET.CIPHERTEXT).from(KEYSET).where(KEYSET.NAME.eq(name));
    var stored =
        find.fetchOptional(KEYSET.CIPHERTEXT)
            .orElseGet(() -> {
              db.insertInto(KEYSET, KEYSET.NAME, KEYSET.CIPHERTEXT)
                  .values(name, written(fresh(parameters), name))
                  .onConflictDoNothing()
                  .execute();
              return find.fetchSingle(KEYSET.CIPHERTEXT);
            });
    return read(stored, name);
  }

  KeysetHandle read(byte[] stored, String name) {
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
          stored, wrapping, bytes(name), RegistryConfiguration.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The key-encryption key does not open the keysets in this database: give the one they were made with.",
          e);
    }
  }

  byte[] written(KeysetHandle keyset, String name) {
    try {
      return TinkProtoKeysetFormat.serializeEncryptedKeyset(
          keyset, wrapping, bytes(name), RegistryConfiguration.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A keyset could not be encrypted.", e);
    }
  }

  private static KeysetHandle fresh(Parameters parameters) {
    try {
      return KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A keyset could not be made.", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
