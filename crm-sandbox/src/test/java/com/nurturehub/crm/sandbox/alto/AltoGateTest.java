package com.nurturehub.crm.sandbox.alto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AltoGateTest {

  private final AltoCaller caller = AltoCaller.signedIn(60);

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void a_call_without_a_token_is_refused() {
    caller.use("invented");

    assertThat(caller.get("/contacts/all").statusCode()).isEqualTo(401);
  }

  @Test
  void a_missing_or_unknown_agency_is_forbidden() {
    assertThat(caller.send(caller.bare("/contacts/all")).statusCode()).isEqualTo(403);
    assertThat(caller.send(caller.bare("/contacts/all").header("AgencyRef", "nobody")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void what_was_not_granted_is_forbidden() {
    try (var narrow = new AltoCaller(AltoSettings.demo().withScopes(List.of(Scope.CONTACTS_ALL)))) {
      narrow.signIn();

      assertThat(narrow.get("/contacts/all").statusCode()).isEqualTo(200);
      assertThat(narrow.get("/contacts/" + AltoPeople.FIRST_ID).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void two_agencies_have_the_same_ids_for_different_people() {
    var id = caller.anyId();
    var theirs =
        caller.send(caller.bare("/contacts/" + id).header("AgencyRef", AltoCaller.NEIGHBOUR).GET());

    assertThat(theirs.statusCode()).isEqualTo(200);
    assertThat(AltoCaller.json(theirs).path("people"))
        .isNotEqualTo(caller.contact(id).path("people"));
  }

  @Test
  void the_integration_is_described_while_it_is_enabled() {
    var state = AltoCaller.json(caller.get("/partners/integration"));

    assertThat(state.path("integrationName").asString("")).isEqualTo("NurtureHub");
    assertThat(state.path("branches").size()).isEqualTo(3);
    assertThat(state.path("branches").path(0).path("branchId").asInt()).isEqualTo(2681);
  }

  @Test
  void an_agency_that_switches_the_integration_off_is_left_alone() {
    caller.sandbox.alto().disconnect(AltoCaller.AGENCY);

    assertThat(caller.get("/partners/integration").statusCode()).isEqualTo(404);
    assertThat(caller.get("/contacts/all").statusCode()).isEqualTo(403);
    caller.options("{\"unplugged\": 401}");
    assertThat(caller.get("/contacts/all").statusCode()).isEqualTo(401);

    caller.sandbox.alto().connect(AltoCaller.AGENCY);
    assertThat(caller.get("/contacts/all").statusCode()).isEqualTo(200);
  }

  @Test
  void a_branch_that_switches_the_integration_off_takes_its_contacts_with_it() {
    var before = caller.idsOfAllPages("?active=true&max-results=20");
    var branch = caller.sandbox.alto().branches().getFirst();
    caller.admin(
        "POST",
        "/alto/customers/%s/branches/%s/deactivate".formatted(AltoCaller.AGENCY, branch),
        "");

    var after = caller.items("?active=true&max-results=250");

    assertThat(after).isNotEmpty().hasSizeLessThan(before.size());
    assertThat(after).noneMatch(item -> item.path("branch").path("id").asString("").equals(branch));
    var hidden = before.stream().filter(id -> after.stream().noneMatch(i -> is(i, id))).findFirst();
    assertThat(caller.get("/contacts/" + hidden.orElseThrow()).statusCode()).isEqualTo(404);
    assertThat(caller.post("/contacts", AltoCaller.jo()).statusCode()).isEqualTo(400);
    assertThat(caller.get("/branches/" + branch).statusCode()).isEqualTo(401);
  }

  @Test
  void an_agency_without_any_active_branch_counts_as_switched_off() {
    for (var branch : caller.sandbox.alto().branches()) {
      caller.sandbox.alto().setActivated(AltoCaller.AGENCY, branch, false);
    }

    assertThat(caller.get("/partners/integration").statusCode()).isEqualTo(404);
    assertThat(caller.get("/contacts/all").statusCode()).isEqualTo(403);
  }

  @Test
  void our_status_is_taken_and_remembered() {
    var active = "{\"partnerIntegrationStatus\": \"Active\"}";
    var answer = AltoCaller.json(caller.post("/partners/integration/status", active));

    assertThat(answer.path("updatedBranchIds").size()).isEqualTo(3);
    assertThat(caller.admin("GET", "/alto/customers/" + AltoCaller.AGENCY, "").body())
        .contains("\"integrationStatus\":\"Active\"");
    assertThat(
            caller
                .post("/partners/integration/status", "{\"partnerIntegrationStatus\": \"Great\"}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void code_tables_belong_to_the_agency() {
    var ours = caller.get("/parameters/client-positions").body();
    var theirs =
        caller
            .send(
                caller
                    .bare("/parameters/client-positions")
                    .header("AgencyRef", AltoCaller.NEIGHBOUR)
                    .GET())
            .body();

    assertThat(ours).contains("First Time Buyer").isNotEqualTo(theirs);
  }

  @Test
  void there_are_no_limits_until_some_are_set() {
    caller.admin("PUT", "/alto/limits", "{\"perSecond\": 2, \"retryAfter\": 3}");

    assertThat(caller.get("/branches").statusCode()).isEqualTo(200);
    assertThat(caller.get("/branches").statusCode()).isEqualTo(200);
    var refused = caller.get("/branches");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("3");

    caller.admin("PUT", "/alto/limits", "{\"perSecond\": 0, \"retryAfter\": null}");
    assertThat(caller.get("/branches").headers().firstValue("Retry-After")).isEmpty();
    caller.admin("PUT", "/alto/limits", "{\"perSecond\": null}");
    assertThat(caller.get("/branches").statusCode()).isEqualTo(200);
  }

  private static boolean is(tools.jackson.databind.JsonNode item, String id) {
    return item.path("id").asString("").equals(id);
  }
}
