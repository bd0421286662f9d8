package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.crm.Desk;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who calls Alto over HTTP, as a connector would.
final class AltoCaller implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final String AGENCY = AltoSettings.HIGH_STREET;
  static final String NEIGHBOUR = AltoSettings.MARKET_PLACE;

  final Sandbox sandbox;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String bearer = "";

  AltoCaller(AltoSettings settings) {
    var small = SandboxSettings.demo();
    sandbox =
        Sandbox.start(
            small
                .withClock(InstantSource.fixed(NOW))
                .withReapit(small.reapit().withCustomers(Map.of()))
                .withAlto(settings));
  }

  static AltoCaller signedIn(int contacts) {
    var caller =
        new AltoCaller(AltoSettings.demo().with(AGENCY, contacts).with(NEIGHBOUR, contacts));
    caller.signIn();
    return caller;
  }

  void signIn() {
    bearer = json(token("sandbox-alto-secret")).path("access_token").asString("");
  }

  String bearer() {
    return bearer;
  }

  void use(String other) {
    bearer = other;
  }

  HttpResponse<String> token(String secret) {
    var basic =
        Base64.getEncoder()
            .encodeToString(("sandbox-alto-client:" + secret).getBytes(StandardCharsets.UTF_8));
    return send(
        tokenRequest("grant_type=client_credentials").header("Authorization", "Basic " + basic));
  }

  HttpRequest.Builder tokenRequest(String form) {
    return HttpRequest.newBuilder(URI.create(sandbox.altoApi() + "/token"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  Desk desk() {
    return sandbox.alto().desk(AGENCY);
  }

  void options(String json) {
    admin("PUT", "/alto/options", json);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> patch(String path, String body) {
    return patch(path, "application/json-patch+json", body);
  }

  HttpResponse<String> patch(String path, String mediaType, String body) {
    return send(
        request(path)
            .header("Content-Type", mediaType)
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> admin(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(sandbox.admin() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return bare(path).header("AgencyRef", AGENCY);
  }

  HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.altoApi() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + bearer);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /// One page of the listing.
  ObjectNode page(String query) {
    var answer = get("/contacts/all" + query);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return json(answer);
  }

  List<ObjectNode> items(String query) {
    List<ObjectNode> items = new ArrayList<>();
    page(query).path("items").forEach(one -> items.add((ObjectNode) one));
    return items;
  }

  List<String> ids(String query) {
    return items(query).stream().map(item -> item.path("id").asString("")).toList();
  }

  /// The ids of all pages from the first to the last.
  List<String> idsOfAllPages(String query) {
    List<String> ids = new ArrayList<>();
    var page = page(query);
    while (true) {
      page.path("items").forEach(one -> ids.add(one.path("id").asString("")));
      var next = page.path("meta").path("nextToken");
      if (next.isNull()) {
        return ids;
      }
      page = page(query + "&next-token=" + encoded(next.asString()));
    }
  }

  ObjectNode contact(String id) {
    return json(get("/contacts/" + id));
  }

  String anyId() {
    return ids("?active=true&category=Client&max-results=1").getFirst();
  }

  /// An agent's new contact, with one person.
  String agentCreates(String surname) {
    var record = Json.object();
    record.putArray("people").addObject().put("forename", "Ada").put("surname", surname);
    return desk().create(record);
  }

  static ObjectNode json(HttpResponse<String> answer) {
    return Json.objectIn(Bytes.of(answer.body()))
        .orElseThrow(() -> new AssertionError("no JSON object: " + answer.body()));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// A new contact that lacks nothing.
  static String jo() {
    return """
    {"branchId": "2681", "category": "Client",
     "people": [{"title": "Ms", "forename": "Jo", "surname": "Bell",
                 "phoneNumbers": [{"type": "Mobile", "number": "+447700900123"}],
                 "emailAddresses": [{"address": "jo@mail.example"}]}],
     "address": {"nameNumber": "12", "street": "Fulham Road", "town": "London",
                 "postcode": "SW10 0BF"}}
    """;
  }

  @Override
  public void close() {
    sandbox.close();
    http.shutdownNow();
  }
}
