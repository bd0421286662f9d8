package com.nurturehub.crm.testkit.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// As much of the transit engine of a Vault as encrypts and decrypts with one key, over HTTP, in
/// its own format: `POST /v1/transit/encrypt/nurturehub`, `vault:v1:…`, `{"errors": […]}`.
public final class TransitStandIn implements AutoCloseable {

  private static final Pattern PATH = Pattern.compile("/v1/transit/(encrypt|decrypt)/nurturehub");
  private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern CIPHERTEXT = Pattern.compile("vault:v(\\d+):(.+)");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final HttpServer server;
  private final SecureRandom random = new SecureRandom();
  private final List<SecretKeySpec> versions = new CopyOnWriteArrayList<>();
  private volatile String token;

  private TransitStandIn(HttpServer server, String token) {
    this.server = server;
    this.token = token;
    rotate();
    server.createContext("/", this::handle);
    server.start();
  }

  public static TransitStandIn trusting(String token) {
    try {
      var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new TransitStandIn(HttpServer.create(here, 0), token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI key() {
    return URI.create(
        "http://127.0.0.1:%d/v1/transit/keys/nurturehub".formatted(server.getAddress().getPort()));
  }

  /// From now on another version of the key encrypts; earlier ones go on decrypting.
  public void rotate() {
    var key = new byte[32];
    random.nextBytes(key);
    versions.add(new SecretKeySpec(key, "AES"));
  }

  /// From now on another token is good.
  public void trust(String other) {
    token = other;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = PATH.matcher(exchange.getRequestURI().getPath());
      if (!token.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
        answer(exchange, 403, "{\"errors\":[\"permission denied\"]}");
      } else if (!asked.matches() || !exchange.getRequestMethod().equals("POST")) {
        answer(exchange, 404, "{\"errors\":[]}");
      } else {
        answerTo(exchange, asked.group(1));
      }
    }
  }

  private void answerTo(HttpExchange exchange, String what) throws IOException {
    var body = members(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    try {
      answer(exchange, 200, done(what, body));
    } catch (GeneralSecurityException | IllegalArgumentException refused) {
      answer(exchange, 400, "{\"errors\":[\"cipher: message authentication failed\"]}");
    }
  }

  private String done(String what, Map<String, String> body) throws GeneralSecurityException {
    var associated = decoded(body.getOrDefault("associated_data", ""));
    return what.equals("encrypt")
        ? "{\"request_id\":\"1\",\"data\":{\"ciphertext\":\"%s\",\"key_version\":%d}}"
            .formatted(
                encrypted(decoded(body.getOrDefault("plaintext", "")), associated), versions.size())
        : "{\"request_id\":\"1\",\"data\":{\"plaintext\":\"%s\"}}"
            .formatted(encoded(decrypted(body.getOrDefault("ciphertext", ""), associated)));
  }

  private String encrypted(byte[] clear, byte[] associated) throws GeneralSecurityException {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var closed = cipher(Cipher.ENCRYPT_MODE, versions.size(), nonce, associated).doFinal(clear);
    var both = Arrays.copyOf(nonce, NONCE_BYTES + closed.length);
    System.arraycopy(closed, 0, both, NONCE_BYTES, closed.length);
    return "vault:v%d:%s".formatted(versions.size(), encoded(both));
  }

  private byte[] decrypted(String ciphertext, byte[] associated) throws GeneralSecurityException {
    var parts = CIPHERTEXT.matcher(ciphertext);
    if (!parts.matches()) {
      throw new IllegalArgumentException("invalid ciphertext: no prefix");
    }
    var both = decoded(parts.group(2));
    var nonce = Arrays.copyOf(both, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, Integer.parseInt(parts.group(1)), nonce, associated)
        .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, int version, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, versions.get(version - 1), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }

  private static Map<String, String> members(String body) {
    return MEMBER
        .matcher(body)
        .results()
        .collect(
            Collectors.toMap((MatchResult member) -> member.group(1), member -> member.group(2)));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static byte[] decoded(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
