package com.nurturehub.crm.sandbox;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import java.io.IOException;
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

/// Somebody who calls the sandbox over HTTP, as a connector would.
public final class Visitor implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  public static final String CUSTOMER = "RES";

  public final Sandbox sandbox;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String bearer = "";

  public Visitor(SandboxSettings settings) {
    sandbox = Sandbox.start(settings.withClock(InstantSource.fixed(NOW)));
  }

  /// A small agency, limits lifted, signed in.
  public static Visitor signedIn(int contacts) {
    var settings = SandboxSettings.demo();
    var visitor = new Visitor(settings.withReapit(settings.reapit().with(CUSTOMER, contacts)));
    visitor.sandbox.reapit().liftLimits();
    visitor.signIn();
    return visitor;
  }

  public void signIn() {
    bearer = tokenAnswer("client_credentials", "").path("access_token").asString("");
  }

  public void forgetToken() {
    bearer = "";
  }

  public void use(String otherBearer) {
    bearer = otherBearer;
  }

  public String bearer() {
    return bearer;
  }

  /// What the token endpoint answers to the application.
  public ObjectNode tokenAnswer(String grantType, String more) {
    return json(token("/oauth/token", "sandbox-secret", grantType, more));
  }

  public HttpResponse<String> token(String path, String secret, String grantType, String more) {
    var basic = Base64.getEncoder().encodeToString(("sandbox-client:" + secret).getBytes(UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(sandbox.reapitConnect() + path))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=" + grantType + "&client_id=sandbox-client" + more)));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> put(String path, String body) {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  public HttpResponse<String> patch(String id, String tag, String body) {
    return send(
        request("/contacts/" + id)
            .header("If-Match", tag)
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> patchUnguarded(String id, String body) {
    return send(
        request("/contacts/" + id).method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> admin(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(sandbox.admin() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /// A request to the platform host with all that belongs to one.
  public HttpRequest.Builder request(String path) {
    return bare(path)
        .header("Authorization", "Bearer " + bearer)
        .header("api-version", "2020-01-31")
        .header("reapit-customer", CUSTOMER);
  }

  public HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.reapitPlatform() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json");
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /// Sends a request whose answer nobody waits for.
  public void sendWithoutWaiting(HttpRequest.Builder request) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            http.send(request.build(), HttpResponse.BodyHandlers.discarding());
          } catch (IOException _) {
            // The sandbox may close before it answers.
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// The contacts that a list answers with.
  public List<ObjectNode> contacts(String query) {
    var answer = get("/contacts/" + query);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    List<ObjectNode> contacts = new ArrayList<>();
    json(answer).path("_embedded").forEach(one -> contacts.add((ObjectNode) one));
    return contacts;
  }

  public List<String> ids(String query) {
    return contacts(query).stream().map(contact -> contact.path("id").asString("")).toList();
  }

  public ObjectNode contact(String id) {
    return json(get("/contacts/" + id));
  }

  public String tag(String id) {
    return contact(id).path("_eTag").asString("");
  }

  public String anyId() {
    return ids("?pageSize=1").getFirst();
  }

  /// Creates a contact through the API and answers its id.
  public String created(String body) {
    var location = post("/contacts/", body).headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  public void pass(Duration time) {
    sandbox.clock().advance(time);
  }

  public static ObjectNode json(HttpResponse<String> answer) {
    return Json.objectIn(Bytes.of(answer.body()))
        .orElseThrow(() -> new AssertionError("no JSON object: " + answer.body()));
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public static String encodedForm(Map<String, String> form) {
    var text = new StringBuilder();
    form.forEach((name, value) ->
        text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(encoded(value)));
    return text.toString();
  }

  /// A new contact that lacks nothing.
  public static String jo() {
    return """
    {"title": "Ms", "forename": "Jo", "surname": "Bell", "marketingConsent": "notAsked",
     "email": "jo@mail.example", "officeIds": ["OXF"], "negotiatorIds": ["LRN"],
     "metadata": {"nurtureHubId": "c0ffee-1"}}
    """;
  }

  @Override
  public void close() {
    sandbox.close();
    http.shutdownNow();
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;
}
