package com.nurturehub.crm.persistence.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.nurturehub.crm.domain.connection.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A key-encryption key that never leaves the transit engine of a Vault (HashiCorp's, or OpenBao):
/// what it shall encrypt or decrypt is sent there. It is asked when keysets are opened or changed,
/// never for a single value.
public final class TransitKey implements Aead {

  private static final Pattern ADDRESS = Pattern.compile("(/v1/.+)/keys/([^/]+)");
  private static final Duration CONNECTING_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWERING_MAX = Duration.ofSeconds(10);
  private static final long ANSWER_BYTES_MAX = 1024 * 1024;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI key;
  private final Supplier<Secret> token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTING_MAX)
          .build();

  /// `key` is where Vault's API has it: `https://vault.example:8200/v1/transit/keys/nurturehub`.
  /// `token` is asked for each time, as tokens are renewed.
  public TransitKey(URI key, Supplier<Secret> token) {
    if (!isAddress(key)) {
      throw new IllegalArgumentException("not the address of a key: " + key);
    }
    this.key = key;
    this.token = token;
  }

  public static boolean isAddress(URI key) {
    return ADDRESS.matcher(String.valueOf(key.getPath())).matches() && key.getQuery() == null;
  }

  @Override
  public byte[] encrypt(byte[] clear, byte[] associated) throws GeneralSecurityException {
    var asked = asked(associated).put("plaintext", base64(clear));
    return ask("encrypt", asked, "ciphertext").getBytes(UTF_8);
  }

  @Override
  public byte[] decrypt(byte[] encrypted, byte[] associated) throws GeneralSecurityException {
    var asked = asked(associated).put("ciphertext", new String(encrypted, UTF_8));
    try {
      return Base64.getDecoder().decode(ask("decrypt", asked, "plaintext"));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("Vault's answer is no Base64", e);
    }
  }

  private static ObjectNode asked(byte[] associated) {
    return JSON.createObjectNode().put("associated_data", base64(associated));
  }

  /// What cannot be decrypted is the caller's to explain; a Vault that cannot be asked is told
  /// here.
  private String ask(String what, ObjectNode asked, String member) throws GeneralSecurityException {
    var answer = send(what, asked);
    if (answer.statusCode() == 400) {
      throw new GeneralSecurityException("Vault refuses to %s it".formatted(what));
    }
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "The Vault at %s does not let us use the key-encryption key: it answers %d."
              .formatted(key.getAuthority(), answer.statusCode()));
    }
    try {
      return JSON.readTree(answer.body()).path("data").path(member).stringValue();
    } catch (JacksonException e) {
      throw new GeneralSecurityException("Vault's answer cannot be read", e);
    }
  }

  private HttpResponse<byte[]> send(String what, ObjectNode asked) {
    var request =
        HttpRequest.newBuilder(address(what))
            .timeout(ANSWERING_MAX)
            .header("Content-Type", "application/json")
            .header("X-Vault-Request", "true")
            .header("X-Vault-Token", token.get().reveal())
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(asked)))
            .build();
    try {
      return http.send(
          request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
    } catch (IOException e) {
      throw new IllegalStateException(
          "The Vault at %s, which has the key-encryption key, cannot be asked."
              .formatted(key.getAuthority()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a Vault was asked.", e);
    }
  }

  private URI address(String what) {
    return key.resolve(ADDRESS.matcher(key.getRawPath()).replaceAll("$1/%s/$2".formatted(what)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
