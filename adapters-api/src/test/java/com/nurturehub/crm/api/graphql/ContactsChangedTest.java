package com.nurturehub.crm.api.graphql;

import static com.nurturehub.crm.api.Acme.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.GraphQlClient;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.domain.contact.CommittedChange;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Following the contacts by server-sent events.
class ContactsChangedTest {

  private static final String ASK =
      """
      subscription ($after: String) { contactsChanged(after: $after) {
        position missed changes { contactId kind optedOut committedAt
          contact { displayName version links { provider } } } } }
      """;

  private final HttpClient browser = HttpClient.newHttpClient();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.local();
  }

  @AfterEach
  void stop() {
    browser.shutdownNow();
    server.close();
  }

  @Test
  void the_position_is_told_at_once_and_then_what_is_committed() throws Exception {
    server.hub().contacts.add(Acme.adaFound());
    var messages = follow(Map.of());
    var first = messages.next();
    server.hub().commits(CommittedChange.created(Acme.ada().atVersion(7), NINE));
    var second = messages.next();

    assertThat(first.path("changes")).isEmpty();
    assertThat(second.at("/missed").asBoolean()).isFalse();
    assertThat(second.at("/changes/0/kind").asString()).isEqualTo("CREATED");
    assertThat(second.at("/changes/0/contact/displayName").asString()).contains("Lovelace");
    assertThat(second.at("/changes/0/contact/version").asInt()).isEqualTo(7);
    assertThat(second.at("/changes/0/contact/links")).isNotEmpty();
  }

  @Test
  void a_page_that_comes_back_goes_on_from_its_position() throws Exception {
    var position = follow(Map.of()).next().path("position").asString();
    server.hub().commits(CommittedChange.erased(Acme.ada().id(), NINE));

    var next = follow(Map.of("after", position)).next();

    assertThat(next.at("/changes/0/kind").asString()).isEqualTo("ERASED");
    assertThat(next.at("/changes/0/contact").isNull()).isTrue();
  }

  @Test
  void a_page_that_comes_back_too_late_is_told_that_it_missed_something() throws Exception {
    var position = follow(Map.of()).next().path("position").asString();
    server.hub().commits(CommittedChange.erased(Acme.ada().id(), NINE));
    server.hub().forgotten = Position.after(1);
    server.hub().commits(CommittedChange.erased(Acme.ada().id(), NINE));

    var next = follow(Map.of("after", position)).next();

    assertThat(next.path("missed").asBoolean()).isTrue();
    assertThat(next.path("changes")).isEmpty();
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
        .map(line -> json.readTree(line.substring("data:".length())).at("/data/contactsChanged"))
        .iterator();
  }
}
