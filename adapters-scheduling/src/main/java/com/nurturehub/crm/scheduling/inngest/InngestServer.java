package com.nurturehub.crm.scheduling.inngest;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What we tell the Inngest server: which functions we have, and which lanes to look at when.
final class InngestServer {

  /// We are a library of our own to the server, and name it in every request and answer.
  static final String SDK = "nurturehub-crm:v0.1.0";

  static final String SDK_HEADER = "x-inngest-sdk";
  static final String VERSION_HEADER = "x-inngest-req-version";
  static final String VERSION = "2";

  /// Events in one request.
  static final int EVENTS_MAX = 200;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int ANSWER_BYTES_MAX = 64 * 1024;
  private static final int QUOTED_MAX = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int OK = 200;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final InngestSettings settings;
  private final LaneCrms crms;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  InngestServer(InngestSettings settings, LaneCrms crms) {
    this.settings = settings;
    this.crms = crms;
  }

  /// Sends an event for each. Sent again, they do nothing.
  ///
  /// @throws InngestRefused when not all of them were taken
  void send(List<Wake> wakes) {
    var events = wakes.stream().flatMap(wake -> event(wake).stream()).toList();
    for (var from = 0; from < events.size(); from += EVENTS_MAX) {
      post(events.subList(from, Math.min(events.size(), from + EVENTS_MAX)));
    }
  }

  private Optional<Map<String, Object>> event(Wake wake) {
    return crms.of(wake.lane())
        .map(crm ->
            Map.of(
                "name", settings.laneDue(),
                "id", wake.name(),
                "ts", wake.at().plusNanos(999_999).toEpochMilli(),
                "data", Map.of("connection", wake.lane().toString(), "crm", crm.key())));
  }

  private void post(List<Map<String, Object>> events) {
    var answer =
        answered(
            request(at(settings.events(), "/e/" + settings.eventKey().reveal()))
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(events))));
    if (answer.statusCode() != OK) {
      throw new InngestRefused("The event API answered %d.".formatted(answer.statusCode()));
    }
  }

  /// Tells the server our functions.
  ///
  /// @param deployment what the server calls this occasion, if it asked
  /// @return whether anything was new to the server
  /// @throws InngestRefused with the server's own reason
  boolean register(Object functions, Optional<String> deployment, Optional<String> serverKind) {
    var answer =
        settings
            .keys()
            .map(key -> registered(functions, deployment, serverKind, key))
            .reduce((first, next) -> first.statusCode() == UNAUTHORIZED ? next : first)
            .orElseThrow();
    if (answer.statusCode() != OK) {
      throw new InngestRefused(
          "The server answered %d to the registration: %s"
              .formatted(answer.statusCode(), reason(answer.body())));
    }
    return json(answer.body()).map(body -> body.path("modified").asBoolean(false)).orElse(false);
  }

  private HttpResponse<String> registered(
      Object functions, Optional<String> deployment, Optional<String> serverKind, SigningKey key) {
    var query = deployment.map(id -> "?deployId=" + encoded(id)).orElse("");
    var request =
        request(at(settings.api(), "/fn/register" + query))
            .header("Authorization", key.bearer().reveal())
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(functions)));
    serverKind.ifPresent(kind -> request.header("x-inngest-expected-server-kind", kind));
    return answered(request);
  }

  private static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .header(SDK_HEADER, SDK)
        .header(VERSION_HEADER, VERSION);
  }

  private HttpResponse<String> answered(HttpRequest.Builder request) {
    try {
      return http.send(
          request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX));
    } catch (IOException e) {
      // Its message may name the address, and with it the event key.
      throw new InngestRefused("The server is not there: " + e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InngestRefused("The server was not waited for.", e);
    }
  }

  /// The server explains itself in JSON, except where it does not.
  private static String reason(String body) {
    var said =
        json(body).map(json -> json.path("error").asString("")).filter(text -> !text.isEmpty());
    var text = said.orElse(body).strip();
    return text.length() > QUOTED_MAX ? text.substring(0, QUOTED_MAX) : text;
  }

  private static Optional<JsonNode> json(String body) {
    try {
      return Optional.of(JSON.readTree(body));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static URI at(URI base, String path) {
    return URI.create(base.toString().replaceAll("/+$", "") + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
