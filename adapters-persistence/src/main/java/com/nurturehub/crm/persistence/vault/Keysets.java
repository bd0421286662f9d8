package com.nurturehub.crm.persistence.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfSet;
import com.nurturehub.crm.persistence.JooqTransactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/// The vault's two keysets: one encrypts, one makes keyed digests. Every text says in its context
/// what it is and whose, so that what was encrypted as one thing does not decrypt as another.
public final class Keysets {

  /// The length of a key-encryption key.
  public static final int KEY_BYTES = 32;

  private static final int DIGEST_BYTES = 32;

  private final JooqTransactions transactions;
  private final KeysetRows rows;
  private volatile Opened opened;

  private Keysets(JooqTransactions transactions, KeysetRows rows) {
    this.transactions = transactions;
    this.rows = rows;
    this.opened = transactions.apart(this::open);
  }

  private record Opened(Aead aead, PrfSet prfs, KeyMarks marks) {}

  /// Opens the keysets of this database, which are made the first time. All nodes are given the
  /// same key-encryption key.
  ///
  /// @throws IllegalStateException if the key-encryption key is not the one they were made with
  public static Keysets open(JooqTransactions transactions, Aead keyEncryptionKey) {
    return new Keysets(transactions, new KeysetRows(keyEncryptionKey));
  }

  private Opened open(org.jooq.DSLContext db) {
    var aead = rows.findOrMake(db, KeysetRows.AEAD, PredefinedAeadParameters.AES256_GCM);
    var prf = rows.findOrMake(db, KeysetRows.PRF, PredefinedPrfParameters.HMAC_SHA256_PRF);
    return new Opened(primitive(aead, Aead.class), primitive(prf, PrfSet.class), KeyMarks.of(aead));
  }

  private static <P> P primitive(KeysetHandle keyset, Class<P> type) {
    try {
      return keyset.getPrimitive(RegistryConfiguration.get(), type);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A keyset cannot be used.", e);
    }
  }

  /// Takes up what was changed about the keys since.
  public void refresh() {
    opened = transactions.hereOrApart(this::open);
  }

  public byte[] encrypt(byte[] clear, Context context) {
    try {
      return opened.aead().encrypt(clear, bytes(context.text()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A value could not be encrypted.", e);
    }
  }

  /// @throws IllegalStateException if it was encrypted in another context, or is not whole
  public byte[] decrypt(byte[] encrypted, Context context) {
    if (!opened.marks().isKnown(encrypted)) {
      // Another node was told of a new key before us.
      refresh();
    }
    try {
      return opened.aead().decrypt(encrypted, bytes(context.text()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A stored value does not decrypt: it was moved, damaged, or made with other keys.", e);
    }
  }

  /// How to tell what is encrypted with the newest key.
  KeyMarks marks() {
    return opened.marks();
  }

  /// A digest that nobody can make or check without the key.
  public byte[] digest(String text) {
    try {
      return opened.prfs().computePrimary(bytes(text), DIGEST_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A digest could not be made.", e);
    }
  }

  /// The digest as it is made now, and as it would have been made under each earlier key.
  public List<byte[]> digests(String text) {
    try {
      var digests = new ArrayList<byte[]>();
      for (var prf : opened.prfs().getPrfs().values()) {
        digests.add(prf.compute(bytes(text), DIGEST_BYTES));
      }
      return digests;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A digest could not be made.", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
