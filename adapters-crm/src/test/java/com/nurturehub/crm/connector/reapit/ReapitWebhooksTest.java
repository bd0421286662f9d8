package com.nurturehub.crm.connector.reapit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReapitWebhooksTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final byte[] BODY =
      "{\"SendAttempts\":1,\"entityId\":\"RPT20000029\"}".getBytes(StandardCharsets.UTF_8);

  private final KeyPair pair = keyPair();
  private final String published = published(pair);

  @Test
  void reapits_own_message_is_genuine() {
    assertThat(isGenuine(signed(BODY, NOW), BODY)).isTrue();
  }

  @Test
  void one_changed_byte_is_noticed() {
    var changed = BODY.clone();
    changed[5] ^= 1;

    assertThat(isGenuine(signed(BODY, NOW), changed)).isFalse();
  }

  @Test
  void another_key_is_nobodys() {
    var other = ReapitWebhooks.key(published(keyPair()));

    assertThat(ReapitWebhooks.isGenuine(signed(BODY, NOW), BODY, other)).isFalse();
  }

  @Test
  void a_replayed_message_is_too_old_and_one_from_the_future_too_young() {
    var header = signed(BODY, NOW);
    var window = Duration.ofMinutes(10);

    assertThat(ReapitWebhooks.isLate(header, window, NOW.plus(window))).isFalse();
    assertThat(ReapitWebhooks.isLate(header, window, NOW.plus(window).plusSeconds(1))).isTrue();
    assertThat(ReapitWebhooks.isLate(header, window, NOW.minus(window).minusSeconds(1))).isTrue();
  }

  @Test
  void a_time_that_was_changed_breaks_the_signature() {
    var header = signed(BODY, NOW.minus(Duration.ofDays(1)));
    var fresher =
        header.replace(
            Long.toString(NOW.minus(Duration.ofDays(1)).getEpochSecond()),
            Long.toString(NOW.getEpochSecond()));

    assertThat(isGenuine(fresher, BODY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s:",
        "s:key:1:short",
        "t:key:1795428000:aaaa",
        "s:key:99999999999999999999:"
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      })
  void a_header_of_another_form_is_no_signature(String header) {
    assertThat(isGenuine(header, BODY)).isFalse();
    assertThat(ReapitWebhooks.keyOf(header)).isEmpty();
  }

  @Test
  void the_header_names_its_key() {
    assertThat(ReapitWebhooks.keyOf(signed(BODY, NOW))).contains("key-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64!"})
  void what_is_no_key_is_refused(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> ReapitWebhooks.key(key));
  }

  private boolean isGenuine(String header, byte[] body) {
    return ReapitWebhooks.isGenuine(header, body, ReapitWebhooks.key(published));
  }

  private String signed(byte[] body, Instant at) {
    try {
      var stamp = Long.toString(at.getEpochSecond());
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(stamp.getBytes(StandardCharsets.US_ASCII));
      signature.update(body);
      return "s:key-1:%s:%s"
          .formatted(
              stamp, Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String published(KeyPair pair) {
    var encoded = pair.getPublic().getEncoded();
    var key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }
}
