package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.domain.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key shared with the Inngest server, in hexadecimal digits. The vendor's cloud writes
/// `signkey-prod-` before them.
///
/// @param prefix what stood before the digits, or nothing
public record SigningKey(String prefix, Secret digits) {

  private static final Pattern WRITTEN = Pattern.compile("(signkey-\\w+-)?((?:[0-9a-fA-F]{2})+)");
  private static final String HMAC = "HmacSHA256";

  /// Empty when it is not written as one.
  public static Optional<SigningKey> read(Secret written) {
    var parts = WRITTEN.matcher(written.reveal().strip());
    return parts.matches()
        ? Optional.of(
            new SigningKey(
                Optional.ofNullable(parts.group(1)).orElse(""), Secret.of(parts.group(2))))
        : Optional.empty();
  }

  /// Whether this is the signature of a body at a time. The server signs with the digits' letters,
  /// and a server of one's own with whatever letters it was given, prefix and all.
  boolean signed(byte[] body, String seconds, byte[] signature) {
    return Stream.of(digits.reveal(), prefix + digits.reveal())
        .anyMatch(letters -> MessageDigest.isEqual(signature(letters, body, seconds), signature));
  }

  /// What we show the server in our own requests.
  Secret bearer() {
    return Secret.of("Bearer " + prefix + fingerprint());
  }

  /// Tells keys apart without telling them.
  String fingerprint() {
    try {
      var key = HexFormat.of().parseHex(digits.reveal());
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] signature(String letters, byte[] body, String seconds) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(letters.getBytes(StandardCharsets.UTF_8), HMAC));
      mac.update(body);
      return mac.doFinal(seconds.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
