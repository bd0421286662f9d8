package com.nurturehub.crm.sandbox;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who calls one API of the sandbox over HTTP, always with the same headers.
public final class Guest implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  public final Sandbox sandbox;
  private final URI base;
  private final Map<String, String> headers;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public Guest(SandboxSettings settings, Function<Sandbox, URI> base, Map<String, String> headers) {
    this.sandbox = Sandbox.start(settings.withClock(InstantSource.fixed(NOW)));
    this.base = base.apply(sandbox);
    this.headers = new LinkedHashMap<>(headers);
  }

  public void use(String header, String value) {
    headers.put(header, value);
  }

  public void leaveOut(String header) {
    headers.remove(header);
  }

  public HttpResponse<String> get(String path) {
    return call("GET", path, "");
  }

  public HttpResponse<String> post(String path, String body) {
    return call("POST", path, body);
  }

  public HttpResponse<String> call(String method, String path, String body) {
    return call(Duration.ofSeconds(30), method, path, body);
  }

  /// By somebody in a hurry.
  public HttpResponse<String> getWithin(Duration patience, String path) {
    return call(patience, "GET", path, "");
  }

  private HttpResponse<String> call(Duration patience, String method, String path, String body) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(patience);
    headers.forEach(request::header);
    return send(request.method(method, HttpRequest.BodyPublishers.ofString(body)).build());
  }

  public HttpResponse<String> admin(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(sandbox.admin() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  public ObjectNode getJson(String path) {
    return json(get(path));
  }

  /// Until so many messages wait to be sent; an attempt is noted a moment after its answer.
  public void awaitWaiting(String webhooks, int count) {
    while (json(admin("GET", webhooks, "")).path("waiting").asInt() != count) {
      Thread.onSpinWait();
    }
  }

  public void pass(Duration time) {
    sandbox.clock().advance(time);
  }

  public static ObjectNode json(HttpResponse<String> answer) {
    return Json.objectIn(Bytes.of(answer.body()))
        .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    sandbox.close();
    http.shutdownNow();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
