package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Signs tokens with RS256. The key is made when the first token is wanted, and anew at each start.
final class JwtSigner {

  private static final int KEY_BITS = 2048;
  private static final String KEY_ID = "sandbox-connect";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private @Nullable KeyPair pair;

  String sign(ObjectNode claims) {
    var header = Json.object().put("alg", "RS256").put("typ", "JWT").put("kid", KEY_ID);
    var content = encoded(header) + "." + encoded(claims);
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys().getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("this JDK cannot sign with RSA", failure);
    }
  }

  /// The public key, as a key set.
  ObjectNode keySet() {
    var key = (RSAPublicKey) keys().getPublic();
    var set = Json.object();
    set.putArray("keys")
        .addObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", KEY_ID)
        .put("n", unsigned(key.getModulus()))
        .put("e", unsigned(key.getPublicExponent()));
    return set;
  }

  private synchronized KeyPair keys() {
    var made = pair;
    if (made == null) {
      try {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        made = generator.generateKeyPair();
        pair = made;
      } catch (GeneralSecurityException failure) {
        throw new IllegalStateException("this JDK has no RSA", failure);
      }
    }
    return made;
  }

  private static String encoded(ObjectNode json) {
    return BASE64.encodeToString(Json.bytes(json).copy());
  }

  private static String unsigned(BigInteger number) {
    var bytes = number.toByteArray();
    var from = bytes[0] == 0 ? 1 : 0;
    var plain = new byte[bytes.length - from];
    System.arraycopy(bytes, from, plain, 0, plain.length);
    return BASE64.encodeToString(plain);
  }
}
