package com.nurturehub.crm.sandbox.loop;

import static com.nurturehub.crm.sandbox.Guest.encoded;
import static com.nurturehub.crm.sandbox.loop.LoopGuest.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Guest;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.journal.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The proposed API for people.
class LoopPeopleTest {

  private static final String JO =
      """
      {"roles": ["Buyer"], "firstName": "Jo", "lastName": "Bell", "email": "jo@mail.example"}
      """;

  private final Guest guest = LoopGuest.of(250);
  private final Desk desk = guest.sandbox.loop().desk(LoopGuest.TEAM);

  @AfterEach
  void close() {
    guest.close();
  }

  @Test
  void all_pages_together_have_everybody_once_the_one_changed_longest_ago_first() {
    var all = everybody();

    assertThat(all).hasSize(250);
    assertThat(all).extracting(one -> one.path("personId").asString("")).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(one -> one.path("dateUpdated").asString(""))
        .isSorted()
        .allMatch(stamp -> stamp.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
  }

  @Test
  void the_people_are_as_untidy_as_a_reader_must_bear() {
    var all = everybody();

    assertThat(all).anyMatch(one -> one.path("refId").isString());
    assertThat(all).anyMatch(one -> one.path("refId").isInt());
    assertThat(all).anyMatch(one -> one.path("roles").size() == 2);
    assertThat(all).anyMatch(one -> one.path("roles").toString().contains("Contractor"));
    assertThat(all)
        .anyMatch(one ->
            one.path("status").asString("").equals("Expired")
                && one.path("roles").toString().contains("Buyer"));
    assertThat(all).anyMatch(one -> one.path("status").asString("").equals("Paused"));
    assertThat(all).anyMatch(one -> one.has("favouriteColour"));
    assertThat(all).anyMatch(one -> one.path("emailMarketingConsent").isNull());
    assertThat(all).anyMatch(one -> !one.has("homePhone"));
    assertThat(all).anyMatch(one -> one.path("homePhone").isNull());
    assertThat(all).anyMatch(one -> one.path("email").asString("x").isEmpty());
    assertThat(all)
        .anyMatch(one -> one.path("firstName").asString("").chars().anyMatch(c -> c > 127));
    var emails =
        all.stream().map(one -> one.path("email").asString("")).filter(e -> !e.isEmpty()).toList();
    assertThat(new HashSet<>(emails)).hasSizeLessThan(emails.size());
    assertThat(all).anyMatch(one -> one.path("dateUpdated").asString("").endsWith(".001Z"));
  }

  @Test
  void changed_since_means_at_or_after_to_the_millisecond() {
    var id = LoopGuest.anyId(guest);
    desk.edit(id, Json.object().put("lastName", "Byron"));

    assertThat(ids(guest.getJson("/people?updatedSince=" + Guest.NOW))).containsExactly(id);
    assertThat(ids(guest.getJson("/people?updatedSince=" + Guest.NOW.plusMillis(1)))).isEmpty();
    assertThat(guest.get("/people?updatedSince=yesterday").statusCode()).isEqualTo(400);
  }

  @Test
  void people_are_found_by_address_role_and_text() {
    var id = created(JO);

    assertThat(ids(guest.getJson("/people?email=" + encoded("JO@mail.example"))))
        .containsExactly(id);
    assertThat(ids(guest.getJson("/people?searchText=jo@mail"))).containsExactly(id);
    assertThat(guest.getJson("/people?role=landlord&pageSize=100").path("results").valueStream())
        .allMatch(one -> one.path("roles").toString().contains("Landlord"));
    assertThat(guest.getJson("/landlords?pageSize=100").path("results"))
        .isEqualTo(guest.getJson("/people?role=Landlord&pageSize=100").path("results"));
  }

  @Test
  void a_page_has_fifty_people_and_never_more_than_a_hundred() {
    assertThat(ids(guest.getJson("/people"))).hasSize(50);

    var large = guest.getJson("/people?pageSize=101");

    assertThat(ids(large)).hasSize(100);
    assertThat(large.path("pageSize").asInt()).isEqualTo(100);
    assertThat(large.path("totalCount").asInt()).isEqualTo(250);
  }

  @Test
  void rows_may_be_called_data() {
    LoopGuest.option(guest, "envelope", "data");

    assertThat(guest.getJson("/people").path("data").size()).isEqualTo(50);
  }

  @Test
  void a_server_that_ignores_the_page_number_shows_the_first_page_for_ever() {
    LoopGuest.option(guest, "ignoresPageNumber", true);

    assertThat(ids(guest.getJson("/people?pageNumber=77")))
        .isEqualTo(ids(guest.getJson("/people")));
  }

  @Test
  void a_new_person_is_answered_whole() {
    var answer = guest.post("/people", JO);

    var person = Guest.json(answer);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(person.path("dateCreated").asString("")).isEqualTo("2026-11-23T10:00:00.000Z");
    assertThat(guest.getJson("/people/" + person.path("personId").asString(""))).isEqualTo(person);
  }

  @Test
  void somebody_without_a_name_a_role_or_a_way_to_be_reached_is_refused() {
    var answer = guest.post("/people", "{\"roles\": []}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("problem+json");
    assertThat(Guest.json(answer).path("errors").propertyNames())
        .containsExactlyInAnyOrder("lastName", "roles", "email");
    assertThat(guest.post("/people", JO.replace("jo@", "")).statusCode()).isEqualTo(400);
  }

  @Test
  void a_patch_changes_what_is_sent_and_null_clears() {
    var id = created(JO);

    guest.call("PATCH", "/people/" + id, "{\"lastName\": \"Ball\", \"firstName\": null}");

    var person = guest.getJson("/people/" + id);
    assertThat(person.path("lastName").asString("")).isEqualTo("Ball");
    assertThat(person.path("firstName").isNull()).isTrue();
    assertThat(person.path("email").asString("")).isEqualTo("jo@mail.example");
  }

  @Test
  void a_put_clears_what_is_not_sent() {
    var id = created(JO);

    guest.call("PUT", "/people/" + id, "{\"lastName\": \"Ball\", \"email\": \"jo@mail.example\"}");

    assertThat(guest.getJson("/people/" + id).path("firstName").isNull()).isTrue();
  }

  @Test
  void a_role_of_old_may_stay_and_is_not_given_to_anybody_else() {
    var id = created(JO);
    var contractor = Json.object();
    contractor.putArray("roles").add("Contractor");
    desk.edit(id, contractor);
    var other = created(JO.replace("jo@", "al@"));
    var roles = "{\"roles\": [\"Contractor\", \"Seller\"]}";

    assertThat(guest.call("PATCH", "/people/" + id, roles).statusCode()).isEqualTo(200);
    assertThat(guest.call("PATCH", "/people/" + other, roles).statusCode()).isEqualTo(400);
  }

  @Test
  void what_belongs_to_another_team_does_not_exist() {
    var id = LoopGuest.anyId(guest);

    guest.use("x-api-key", LoopGuest.OTHER_TEAMS_KEY);

    assertThat(guest.get("/people/" + id).statusCode()).isEqualTo(404);
    assertThat(guest.call("PATCH", "/people/" + id, "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void a_failure_may_look_like_a_success() {
    LoopGuest.option(guest, "failsInside", true);

    var answer = guest.get("/people");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Guest.json(answer).path("statusCode").asString("")).isEqualTo("error");
  }

  @Test
  void somebody_may_edit_a_person_between_reading_and_writing() {
    var id = LoopGuest.anyId(guest);
    LoopGuest.option(guest, "editsBetween", true);

    var first = guest.getJson("/people/" + id).path("dateUpdated").asString("");
    var second = guest.getJson("/people/" + id).path("dateUpdated").asString("");

    assertThat(Instant.parse(second)).isAfter(Instant.parse(first));
  }

  @Test
  void a_person_is_archived_in_sight_and_deleted_out_of_it() {
    var id = LoopGuest.anyId(guest);
    desk.archive(id);
    assertThat(guest.getJson("/people/" + id).path("status").asString("")).isEqualTo("Archived");
    desk.unarchive(id);
    assertThat(guest.getJson("/people/" + id).path("status").asString("")).isEqualTo("Active");

    desk.delete(id);

    assertThat(guest.get("/people/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void opt_outs_and_creations_are_remembered() {
    var id = created(JO);

    guest.call("PATCH", "/people/" + id, "{\"emailMarketingConsent\": false}");

    var journal = guest.sandbox.loop().journal();
    assertThat(journal.optOuts())
        .containsExactly(new Journal.OptOut(LoopGuest.TEAM, id, Guest.NOW));
    assertThat(journal.createdByReference())
        .containsEntry("COALVILLE/jo@mail.example", List.of(id));
  }

  @Test
  void notes_and_enquiries_are_kept_for_the_tester() {
    var id = LoopGuest.anyId(guest);

    assertThat(guest.post("/people/" + id + "/notes", "{\"text\": \"Hot\"}").statusCode())
        .isEqualTo(201);
    assertThat(guest.post("/people/" + id + "/notes", "{}").statusCode()).isEqualTo(400);
    assertThat(guest.post("/enquiries", "{\"type\": \"Valuation\"}").statusCode()).isEqualTo(202);

    assertThat(guest.admin("GET", "/loop/keepsakes", "").body())
        .contains("\"person\":\"" + id, "Hot", "Valuation");
  }

  @Test
  void a_creation_whose_answer_was_lost_has_happened() {
    guest.admin(
        "POST",
        "/loop/faults",
        """
        {"kind": "timeOutAfter", "holdMillis": 0, "operation": "people.create", "times": 1}
        """);

    assertThat(guest.post("/people", JO).statusCode()).isEqualTo(504);
    assertThat(ids(guest.getJson("/people?email=jo@mail.example"))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Deformity.class)
  void a_deformed_person_is_listed_as_changed(Deformity how) {
    var id = LoopGuest.anyId(guest);
    var sound = guest.getJson("/people/" + id);

    desk.deform(id, how);

    var changed = guest.getJson("/people?updatedSince=" + Guest.NOW).path("results");
    assertThat(changed.size()).isEqualTo(1);
    assertThat(changed.path(0)).isNotEqualTo(sound);
  }

  @Test
  void the_same_seed_makes_the_same_people() {
    try (var other = LoopGuest.of(250)) {
      assertThat(other.get("/people").body()).isEqualTo(guest.get("/people").body());
    }
  }

  private List<JsonNode> everybody() {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      var results = guest.getJson("/people?pageSize=100&pageNumber=" + page).path("results");
      StreamSupport.stream(results.spliterator(), false).forEach(all::add);
    }
    return all;
  }

  private String created(String body) {
    return Guest.json(guest.post("/people", body)).path("personId").asString("");
  }
}
