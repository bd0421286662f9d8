package com.nurturehub.crm.api.graphql;

import static com.nurturehub.crm.api.Acme.TEN;
import static com.nurturehub.crm.api.Acme.running;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.GraphQlClient;
import com.nurturehub.crm.api.TestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Following a run by server-sent events.
class SyncProgressTest {

  private static final String ASK =
      """
      subscription { syncProgress(provider: REAPIT) { runId state startedAt endedAt read total
        created updated unchanged conflicted quarantined ratePerSecond projectedEndAt
        failureReason } }
      """;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.local();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void nothing_runs() {
    server.hub().current.clear();
  }

  @Test
  void each_step_is_told_and_the_last_one_is_the_end() throws IOException, InterruptedException {
    server.hub().current.add(running(0));
    server.hub().current.add(running(0));
    server.hub().current.add(running(10_000));
    server.hub().current.add(running(25_000).succeed(TEN));

    var steps = follow();

    assertThat(steps.stream().map(step -> step.at("/read").asInt()))
        .containsExactly(0, 10_000, 25_000);
    assertThat(steps.get(1).at("/ratePerSecond").asDouble()).isPositive();
    assertThat(steps.get(1).at("/projectedEndAt").isNull()).isFalse();
    assertThat(steps.getLast().at("/state").asString()).isEqualTo("SUCCEEDED");
    assertThat(steps.getLast().at("/projectedEndAt").isNull()).isTrue();
  }

  private static List<JsonNode> follow() throws IOException, InterruptedException {
    var request =
        new GraphQlClient(server)
            .request(ASK, Map.of())
            .header("Accept", "text/event-stream")
            .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    var json = new JsonMapper();
    return answer
        .body()
        .filter(line -> line.startsWith("data:{"))
        .map(line -> json.readTree(line.substring("data:".length())).at("/data/syncProgress"))
        .toList();
  }
}
