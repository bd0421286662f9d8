package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.connection.SignIns.Marks;
import com.nurturehub.crm.domain.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Makes the marks by which a sign-in is found again.
final class SignInMarks {

  private SignInMarks() {}

  static Marks of(Secret state, Secret browser) {
    return new Marks(digest(state), digest(browser));
  }

  private static String digest(Secret secret) {
    try {
      var clear = secret.reveal().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(clear));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
