package com.nurturehub.crm.api;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks GraphQL as a program with a token would.
public final class GraphQlClient {

  private static final JsonMapper JSON = new JsonMapper();

  private final TestServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  public GraphQlClient(TestServer server) {
    this.server = server;
  }

  /// The whole answer.
  public JsonNode ask(String query, Map<String, ?> variables) {
    try {
      var answer =
          http.send(request(query, variables).build(), HttpResponse.BodyHandlers.ofString());
      return JSON.readTree(answer.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The data of an answer that has no errors.
  public JsonNode data(String query, Map<String, ?> variables) {
    var answer = ask(query, variables);
    if (answer.has("errors")) {
      throw new AssertionError(answer.toPrettyString());
    }
    return answer.get("data");
  }

  public JsonNode data(String query) {
    return data(query, Map.of());
  }

  public HttpRequest.Builder request(String query, Map<String, ?> variables) {
    var body = JSON.writeValueAsString(Map.of("query", query, "variables", variables));
    return HttpRequest.newBuilder(server.http("/graphql"))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + TestServer.TOKEN)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }
}
