package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.hook.Signing;
import com.nurturehub.crm.sandbox.http.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs as Svix and the Standard Webhooks convention do: HMAC-SHA256 over id, time and body.
record SvixSigning(Passphrase signedWith, String prefix) implements Signing {

  private static final String SECRET = "whsec_";

  @Override
  public Map<String, String> headers(String eventId, Bytes body, Instant at) {
    var time = Long.toString(at.getEpochSecond());
    return Map.of(
        prefix + "-id", eventId,
        prefix + "-timestamp", time,
        prefix + "-signature", "v1," + signature(eventId + "." + time + ".", body));
  }

  private String signature(String head, Bytes body) {
    try {
      var key = Base64.getDecoder().decode(signedWith.reveal().substring(SECRET.length()));
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body.copy()));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("every Java has HMAC-SHA256", failure);
    }
  }
}
