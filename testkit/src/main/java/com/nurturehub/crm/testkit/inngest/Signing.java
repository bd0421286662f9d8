package com.nurturehub.crm.testkit.inngest;

import com.nurturehub.crm.domain.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The server's side of the signature.
public final class Signing {

  private Signing() {}

  /// What a server is shown to know us by: the key's digest, not the key.
  static String bearer(Secret digits) {
    try {
      var key = HexFormat.of().parseHex(digits.reveal());
      var digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "Bearer " + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @param letters the key as the server was given it
  public static String header(String letters, byte[] body, Instant at) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(letters.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(body);
      mac.update(Long.toString(at.getEpochSecond()).getBytes(StandardCharsets.UTF_8));
      return "t=%d&s=%s".formatted(at.getEpochSecond(), HexFormat.of().formatHex(mac.doFinal()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
