package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.hook.Signing;
import com.nurturehub.crm.sandbox.http.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs as proposed: HMAC-SHA256 over time and body, in hexadecimal.
record LoopSigning(Passphrase signedWith) implements Signing {

  @Override
  public Map<String, String> headers(String eventId, Bytes body, Instant at) {
    var time = Long.toString(at.getEpochSecond());
    return Map.of(
        "x-loop-delivery", eventId,
        "x-loop-timestamp", time,
        "x-loop-signature", "sha256=" + signature(time + ".", body));
  }

  private String signature(String head, Bytes body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(signedWith.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body.copy()));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("every Java has HMAC-SHA256", failure);
    }
  }
}
