package com.nurturehub.crm.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.GraphQlClient;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.api.alert.AlertPositions;
import com.nurturehub.crm.api.feed.Positions;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.application.alert.Alerts;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.graphql.execution.ErrorType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who follows something and may not, or asks for what cannot be, is told so as with any other
/// question.
class SubscriptionRefusalsTest {

  private static final AgencyId OTHER = new AgencyId("other");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.local();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Arguments> positionsThatAreNone() {
    return Stream.of(
        Arguments.of("contactsChanged", Positions.write(OTHER, new Position(1, 1))),
        Arguments.of("contactsChanged", "garbled"),
        Arguments.of("contactsChanged", AlertPositions.write(Acme.ACME, new Alerts.Position(1, 1))),
        Arguments.of("alertsChanged", AlertPositions.write(OTHER, new Alerts.Position(1, 1))),
        Arguments.of("alertsChanged", "garbled"));
  }

  @ParameterizedTest
  @MethodSource("positionsThatAreNone")
  void a_position_of_somebody_else_or_of_nobody_is_a_bad_request(String what, String position)
      throws Exception {
    var errors = follow(what, position).getFirst().path("errors");

    assertThat(errors.at("/0/extensions/classification").asString()).isEqualTo("BAD_REQUEST");
    assertThat(errors.at("/0/extensions/field").asString()).isEqualTo("after");
  }

  @Test
  void who_follows_too_much_is_told_so() throws Exception {
    var streams = server.bean(Streams.class);
    var taken = new ArrayList<Streams.Place>();
    for (var place = streams.take("local user");
        place.isPresent();
        place = streams.take("local user")) {
      taken.add(place.get());
    }

    var errors = follow("contactsChanged", "").getFirst().path("errors");
    taken.forEach(Streams.Place::close);

    assertThat(errors.at("/0/extensions/reason").asString()).isEqualTo("TOO_MANY_STREAMS");
  }

  @Test
  void what_we_did_not_expect_is_told_by_a_reference_only() {
    var errors =
        GraphQlErrors.ofSubscriptions()
            .resolveException(new IllegalStateException("the database is down"))
            .block();

    assertThat(errors)
        .singleElement()
        .satisfies(error -> {
          assertThat(error.getErrorType()).isEqualTo(ErrorType.INTERNAL_ERROR);
          assertThat(error.getExtensions()).containsKey("reference");
          assertThat(error.getMessage()).doesNotContain("database");
        });
  }

  private static List<JsonNode> follow(String what, String after)
      throws IOException, InterruptedException {
    var request =
        new GraphQlClient(server)
            .request(
                "subscription ($after: String) { %s(after: $after) { position } }".formatted(what),
                Map.of("after", after))
            .header("Accept", "text/event-stream")
            .build();
    try (var browser = HttpClient.newHttpClient()) {
      var answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
      return answer
          .body()
          .lines()
          .filter(line -> line.startsWith("data:{"))
          .map(line -> new JsonMapper().readTree(line.substring("data:".length())))
          .toList();
    }
  }
}
