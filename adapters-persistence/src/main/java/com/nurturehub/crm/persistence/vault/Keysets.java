package com.nurturehub.crm.persistence.vault;

import static com.nurturehub.crm.persistence.generated.Tables.KEYSET;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.nurturehub.crm.persistence.JooqTransactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/// The vault's two keysets: one encrypts, one makes keyed digests. Every text says in its context
/// what it is and whose, so that what was encrypted as one thing does not decrypt as another.
public final class Keysets {

  /// The length of a key-encryption key.
  public static final int KEY_BYTES = 32;

  private static final int DIGEST_BYTES = 32;

  private final Aead aead;
  private final PrfSet prfs;

  private Keysets(Aead aead, PrfSet prfs) {
    this.aead = aead;
    this.prfs = prfs;
  }

  /// Opens the keysets of this database, which are made the first time. All nodes are given the
  /// same key-encryption key.
  ///
  /// @throws IllegalStateException if the key-encryption key is not the one they were made with
  public static Keysets open(JooqTransactions transactions, byte[] keyEncryptionKey) {
    if (keyEncryptionKey.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key-encryption key has %d bytes".formatted(KEY_BYTES));
    }
    try {
      AeadConfig.register();
      PrfConfig.register();
      var wrapping = new AesGcmJce(keyEncryptionKey);
      var aead = keyset(transactions, wrapping, "aead", PredefinedAeadParameters.AES256_GCM);
      var prf = keyset(transactions, wrapping, "prf", PredefinedPrfParameters.HMAC_SHA256_PRF);
      return new Keysets(
          aead.getPrimitive(RegistryConfiguration.get(), Aead.class),
          prf.getPrimitive(RegistryConfiguration.get(), PrfSet.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The key-encryption key does not open the keysets in this database: give the one they were made with.",
          e);
    }
  }

  public byte[] encrypt(byte[] clear, String context) {
    try {
      return aead.encrypt(clear, bytes(context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A value could not be encrypted.", e);
    }
  }

  /// @throws IllegalStateException if it was encrypted in another context, or is not whole
  public byte[] decrypt(byte[] encrypted, String context) {
    try {
      return aead.decrypt(encrypted, bytes(context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A stored value does not decrypt: it was moved, damaged, or made with other keys.", e);
    }
  }

  /// A digest that nobody can make or check without the key.
  public byte[] digest(String text) {
    try {
      return prfs.computePrimary(bytes(text), DIGEST_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A digest could not be made.", e);
    }
  }

  /// The digest as it is made now, and as it would have been made under each earlier key.
  public List<byte[]> digests(String text) {
    try {
      var digests = new ArrayList<byte[]>();
      for (var prf : prfs.getPrfs().values()) {
        digests.add(prf.compute(bytes(text), DIGEST_BYTES));
      }
      return digests;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A digest could not be made.", e);
    }
  }

  private static KeysetHandle keyset(
      JooqTransactions transactions, Aead wrapping, String name, Parameters parameters)
      throws GeneralSecurityException {
    var stored = transactions.apart(db -> stored(db, wrapping, name, parameters));
    return TinkProtoKeysetFormat.parseEncryptedKeyset(
        stored, wrapping, bytes(name), RegistryConfiguration.get());
  }

  /// Of several nodes that start for the first time, one makes the keyset and all read it.
  private static byte[] stored(DSLContext db, Aead wrapping, String name, Parameters parameters) {
    var find = db.select(KEYSET.CIPHERTEXT).from(KEYSET).where(KEYSET.NAME.eq(name));
    return find.fetchOptional(KEYSET.CIPHERTEXT)
        .orElseGet(() -> {
          db.insertInto(KEYSET, KEYSET.NAME, KEYSET.CIPHERTEXT)
              .values(name, fresh(wrapping, name, parameters))
              .onConflictDoNothing()
              .execute();
          return find.fetchSingle(KEYSET.CIPHERTEXT);
        });
  }

  private static byte[] fresh(Aead wrapping, String name, Parameters parameters) {
    try {
      return TinkProtoKeysetFormat.serializeEncryptedKeyset(
          KeysetHandle.generateNew(parameters, RegistryConfiguration.get()),
          wrapping,
          bytes(name),
          RegistryConfiguration.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A keyset could not be made.", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
