package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/// A team's key. Loop's support makes and revokes them; there is no call for either.
record LoopAuth(Secret teamKey) {

  /// What the agency types in.
  static final String KEY = "apiKey";

  private static final int FINGERPRINT_BYTES = 8;

  /// @throws CrmFailure.Persistent when it is no key of Loop's
  static LoopAuth of(Map<String, Secret> credentials, LoopSettings settings) {
    var given = credentials.get(KEY);
    var key = given == null ? "" : given.reveal().strip();
    if (!key.matches(settings.keyPattern())) {
      throw new CrmFailure.Persistent(
          FailureCause.CREDENTIALS_REFUSED,
          "This is no API key of Loop's; a key has 36 characters, hyphens included.");
    }
    return new LoopAuth(Secret.of(key));
  }

  /// One key is one team, and nothing else that Loop shows says which team it is. A key has 122
  /// bits of chance, so that nobody can tell it from its fingerprint.
  AccountIdentity team() {
    try {
      var key = teamKey.reveal().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      var hash = MessageDigest.getInstance("SHA-256").digest(key);
      return new AccountIdentity("team-" + HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES));
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException("every Java has SHA-256", failure);
    }
  }
}
