package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.hook.Signing;
import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.people.Dice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/// Signs webhooks with the application's Ed25519 key. The key comes from the seed, so that it is
/// the same after a restart.
final class WebhookSigner implements Signing {

  private static final int KEY_BYTES = 32;

  private final KeyPair pair;
  private final String keyId;

  WebhookSigner(Dice dice) {
    this.pair = pairFrom(dice);
    this.keyId = new UUID(dice.bits(101), dice.bits(102)).toString();
  }

  String keyId() {
    return keyId;
  }

  @Override
  public Map<String, String> headers(String eventId, Bytes body, Instant at) {
    return Map.of("X-Signature", header(body.copy(), at));
  }

  private String header(byte[] body, Instant at) {
    var timestamp = Long.toString(at.getEpochSecond());
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(timestamp.getBytes(StandardCharsets.UTF_8));
      signature.update(body);
      return "s:%s:%s:%s".formatted(keyId, timestamp, base64(signature.sign()));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("this JDK cannot sign with Ed25519", failure);
    }
  }

  /// The 32 bytes of the public key, as the key endpoint shows them.
  String publicKey() {
    var encoded = pair.getPublic().getEncoded();
    return base64(Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static KeyPair pairFrom(Dice dice) {
    try {
      var generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Loaded(dice));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("this JDK has no Ed25519", failure);
    }
  }

  /// No chance at all: gives the bytes that the dice say.
  private static final class Loaded extends SecureRandom {

    private final transient Dice dice;

    Loaded(Dice dice) {
      this.dice = dice;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      var words = ByteBuffer.allocate((bytes.length / Long.BYTES + 1) * Long.BYTES);
      for (int i = 0; i <= bytes.length / Long.BYTES; i++) {
        words.putLong(dice.bits(200 + i));
      }
      System.arraycopy(words.array(), 0, bytes, 0, bytes.length);
    }
  }
}
