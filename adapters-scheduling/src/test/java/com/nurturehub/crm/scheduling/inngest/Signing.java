package com.nurturehub.crm.scheduling.inngest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The server's side of the signature.
final class Signing {

  private Signing() {}

  /// @param letters the key as the server was given it
  static String header(String letters, byte[] body, Instant at) {
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
