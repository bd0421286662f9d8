package com.nurturehub.crm.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.GraphQlClient;
import com.nurturehub.crm.api.TestServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked wrongly, or for too much.
class RefusalsTest {

  private static TestServer server;
  private static GraphQlClient client;

  @BeforeAll
  static void start() {
    server = TestServer.local();
    client = new GraphQlClient(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ contacts(first: 0) { totalCount } }",
        "{ contacts(first: 201) { totalCount } }",
        "{ contacts(after: \"somewhere\") { totalCount } }",
        "{ contact(id: \"1-1-1-1-1\") { id } }",
        "{ syncEvents(filter: {contactId: \"ada\"}) { totalCount } }",
        "{ syncEvents(filter: {from: \"+20000-01-01T00:00:00Z\"}) { totalCount } }",
        "{ worklist(after: \"9x\") { totalCount } }",
        "mutation { retry(id: \"ada\") { __typename } }",
      })
  void what_cannot_be_is_a_bad_request_that_names_the_field(String query) {
    var error = client.ask(query, Map.of()).at("/errors/0");

    assertThat(error.at("/extensions/classification").asString()).isEqualTo("BAD_REQUEST");
    assertThat(error.at("/extensions/field").asString()).isIn("first", "after", "from", "id");
  }

  @Test
  void what_we_did_not_expect_is_told_by_a_reference_only() {
    server.hub().retry =
        (_, _, _) -> {
          throw new IllegalStateException("inside: the database is gone");
        };

    var answer =
        client.ask(
            "mutation { retry(id: \"00000000-0000-0000-0000-000000000001\") { __typename } }",
            Map.of());

    assertThat(answer.at("/errors/0/extensions/reference").asString()).hasSize(36);
    assertThat(answer.toString()).doesNotContain("inside");
  }

  @Test
  void a_query_for_too_much_is_not_begun() {
    var fields = "edges { node { id displayName score } }";
    var many = new StringBuilder("{");
    for (var i = 0; i < 30; i++) {
      many.append(" a%d: contacts(first: 200) { %s }".formatted(i, fields));
    }

    var answer = client.ask(many.append("}").toString(), Map.of());

    assertThat(answer.at("/errors/0/message").asString()).contains("complexity");
    assertThat(server.hub().told).noneMatch(told -> told.startsWith("list"));
  }

  @Test
  void a_list_is_counted_no_more_often_than_a_query_may_cost() {
    var before = server.hub().told.size();
    var many = new StringBuilder("{");
    for (var i = 0; i < 100; i++) {
      many.append(" a%d: contacts(first: 1) { totalCount }".formatted(i));
    }

    var answer = client.ask(many.append("}").toString(), Map.of());

    assertThat(answer.at("/errors/0/message").asString()).contains("complexity");
    assertThat(server.hub().told).hasSize(before);
  }

  @Test
  void lists_of_any_length_do_not_outweigh_each_other() {
    var endless = "contacts(first: 2147483647) { totalCount }";

    var answer = client.ask("{ a: %s b: %s c: %s }".formatted(endless, endless, endless), Map.of());

    assertThat(answer.at("/errors/0/message").asString()).contains("complexity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ one: verifyAuditTrail { intact } two: verifyAuditTrail { intact } }",
        """
        query { ...proofs }
        fragment proofs on Query {
          verifyAuditTrail { intact }
          again: verifyAuditTrail { intact }
        }
        """,
        """
        mutation {
          one: connect(input: {provider: REAPIT, credentials: []}) { __typename }
          two: connect(input: {provider: REAPIT, credentials: []}) { __typename }
        }
        """,
      })
  void what_takes_long_is_asked_once_per_query(String query) {
    var answer = client.ask(query, Map.of());

    assertThat(answer.at("/errors/0/message").asString()).contains("complexity");
  }

  @Test
  void what_takes_long_may_be_asked_once() {
    var answer = client.ask("{ verifyAuditTrail { intact } }", Map.of());

    assertThat(answer.at("/data/verifyAuditTrail/intact").asBoolean()).isTrue();
  }

  @Test
  void a_query_that_is_too_deep_is_not_begun() {
    var query = "{ __schema { types { fields { type %s } } } }".formatted(nested(16));

    var answer = client.ask(query, Map.of());

    assertThat(answer.at("/errors").size()).isPositive();
    assertThat(answer.at("/data/__schema").isMissingNode()).isTrue();
  }

  private static String nested(int depth) {
    return depth == 0 ? "{ kind }" : "{ ofType %s }".formatted(nested(depth - 1));
  }
}
