package com.nurturehub.crm.bootstrap.endtoend;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An agency's account at one CRM, over GraphQL.
record AtCrm(Office office, String provider, String field, String value) {

  private static final String CONNECT =
      """
      mutation ($provider: CrmProvider!, $name: String!, $value: Secret!) {
        connect(input: {provider: $provider, credentials: [{name: $name, value: $value}]}) {
          __typename
        }
      }
      """;

  private static final String INTEGRATION =
      """
      query ($provider: CrmProvider!) {
        integration(provider: $provider) {
          status lastRun { id state tally { read created updated unchanged } }
        }
      }
      """;

  private static final String PEOPLE =
      "{ contacts(first: 100) { edges { node { id links { provider externalId } } } } }";

  private static final String BY_HAND =
      """
      {
        worklist(first: 200) {
          edges { node { __typename ... on ChangeByHand { provider what value contact { id } } } }
        }
      }
      """;

  /// `record` is what the CRM calls what it is kept in.
  record Person(String id, String record) {}

  /// What came of it.
  String connect() {
    return office
        .ask(CONNECT, Map.of("provider", provider, "name", field, "value", value))
        .at("/connect/__typename")
        .asString();
  }

  String status() {
    return integration().path("status").asString();
  }

  JsonNode firstSync() {
    return Office.await(this::lastRun, AtCrm::hasEnded);
  }

  /// Asks for a sync and waits until a run that began after this has ended.
  JsonNode sync() {
    var before = lastRun().path("id").asString();
    office.ask(
        "mutation ($p: CrmProvider!) { sync(provider: $p) { __typename } }", Map.of("p", provider));
    return Office.await(
        this::lastRun, run -> hasEnded(run) && !run.path("id").asString().equals(before));
  }

  /// Somebody whom this CRM alone knows.
  Person somebody() {
    return office
        .ask(PEOPLE)
        .at("/contacts/edges")
        .valueStream()
        .map(edge -> edge.path("node"))
        .filter(node -> node.path("links").size() == 1)
        .filter(node -> node.at("/links/0/provider").asString().equals(provider))
        .map(node ->
            new Person(
                node.path("id").asString(), record(node.at("/links/0/externalId").asString())))
        .findFirst()
        .orElseThrow();
  }

  List<JsonNode> byHand() {
    return office
        .ask(BY_HAND)
        .at("/worklist/edges")
        .valueStream()
        .filter(edge -> edge.at("/node/__typename").asString().equals("ChangeByHand"))
        .toList();
  }

  private JsonNode lastRun() {
    return integration().path("lastRun");
  }

  private JsonNode integration() {
    return office.ask(INTEGRATION, Map.of("provider", provider)).path("integration");
  }

  private static boolean hasEnded(JsonNode run) {
    return run.path("state").asString().equals("SUCCEEDED");
  }

  /// Where two people share a record, an id ends in which of them it is.
  private static String record(String externalId) {
    return externalId.matches("\\d+-[12]") ? externalId.split("-", 2)[0] : externalId;
  }
}
