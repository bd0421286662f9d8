package com.nurturehub.crm.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.GraphQlClient;
import com.nurturehub.crm.api.TestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Following the alerts by server-sent events.
class AlertsChangedTest {

  private static final String ASK =
      """
      subscription ($after: String) { alertsChanged(after: $after) {
        position events { kind alert { provider state cause detail remedy { todo button } } } } }
      """;

  private final HttpClient browser = HttpClient.newHttpClient();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.local();
    server.hub().integrations = List.of(Acme.reapit(Acme.running(1)));
  }

  @AfterEach
  void stop() {
    browser.shutdownNow();
    server.close();
  }

  @Test
  void an_alert_is_told_while_the_page_looks() throws Exception {
    var messages = follow(Map.of());
    var first = messages.next();
    server.hub().alertChanges.add(Acme.alert());
    var second = messages.next();

    assertThat(first.path("events")).isEmpty();
    assertThat(second.at("/events/0/kind").asString()).isEqualTo("RAISED");
    assertThat(second.at("/events/0/alert/provider").asString()).isEqualTo("REAPIT");
    assertThat(second.at("/events/0/alert/remedy/button").asString()).isEqualTo("RETRY");
  }

  @Test
  void a_page_that_comes_back_goes_on_from_its_position() throws Exception {
    var position = follow(Map.of()).next().path("position").asString();
    server.hub().alertChanges.add(Acme.alert().resolved("Delivered since.", Acme.TEN));

    var next = follow(Map.of("after", position)).next();

    assertThat(next.at("/events/0/kind").asString()).isEqualTo("RESOLVED");
  }

  private Iterator<JsonNode> follow(Map<String, Object> variables)
      throws IOException, InterruptedException {
    var request =
        new GraphQlClient(server)
            .request(ASK, variables)
            .header("Accept", "text/event-stream")
            .build();
    var answer = browser.send(request, HttpResponse.BodyHandlers.ofLines());
    var json = new JsonMapper();
    return answer
        .body()
        .filter(line -> line.startsWith("data:{"))
        .map(line -> json.readTree(line.substring("data:".length())).at("/data/alertsChanged"))
        .iterator();
  }
}
