package com.nurturehub.crm.persistence.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;

/// A key-encryption key that we were given as it is.
public final class LocalKey {

  private LocalKey() {}

  public static Aead of(byte[] key) {
    if (key.length != Keysets.KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key-encryption key has %d bytes".formatted(Keysets.KEY_BYTES));
    }
    try {
      return new AesGcmJce(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key-encryption key cannot be used.", e);
    }
  }
}
