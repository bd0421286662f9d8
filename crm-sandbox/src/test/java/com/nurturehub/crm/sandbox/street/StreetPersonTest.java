package com.nurturehub.crm.sandbox.street;

import static com.nurturehub.crm.sandbox.street.StreetGuest.attributes;
import static com.nurturehub.crm.sandbox.street.StreetGuest.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.sandbox.Guest;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.journal.Journal;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreetPersonTest {

  private final Guest guest = StreetGuest.of(60);
  private final Desk desk = guest.sandbox.street().desk(StreetGuest.NETWORK);
  private final String id = StreetGuest.anyId(guest);

  @AfterEach
  void close() {
    guest.close();
  }

  @Test
  void a_change_is_taken_answered_whole_and_stamped() {
    var answer = patch("{\"first_name\": \"Ada\", \"last_name\": \"Byron\", \"title\": null}");

    var shown = Guest.json(answer).path("data").path("attributes");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(shown.path("full_name").asString("")).isEqualTo("Ada Byron");
    assertThat(shown.path("title").isNull()).isTrue();
    assertThat(shown.path("updated_at").asString("")).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(attributes(guest, id)).isEqualTo(shown);
  }

  @Test
  void both_names_are_required_with_every_change() {
    var answer = patch("{\"title\": \"Dr\"}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Guest.json(answer).path("errors").valueStream())
        .extracting(error -> error.path("source").path("pointer").asString(""))
        .containsExactly("/data/attributes/first_name", "/data/attributes/last_name");
    assertThat(attributes(guest, id).path("title").asString("")).isNotEqualTo("Dr");
  }

  @Test
  void what_contradicts_its_address_is_a_conflict() {
    var other = "0f3a9a5e-5c1e-4a0b-9a6e-3c7b0e7d1c11";
    var names = "{\"first_name\": \"Ada\", \"last_name\": \"Byron\"}";

    assertThat(guest.call("PATCH", "/people/" + id, change(other, names)).statusCode())
        .isEqualTo(409);
    assertThat(
            guest
                .call("PATCH", "/people/" + id, change(id, names).replace("person", "company"))
                .statusCode())
        .isEqualTo(409);
    assertThat(guest.call("PATCH", "/people/" + other, change(other, names)).statusCode())
        .isEqualTo(404);
    assertThat(guest.call("PATCH", "/people/" + id, "[").statusCode()).isEqualTo(400);
  }

  @Test
  void contact_details_are_ignored_or_refused() {
    var email =
        "{\"first_name\": \"A\", \"last_name\": \"B\", \"email_addresses\": [{\"value\": \"x@y.example\"}]}";
    var before = attributes(guest, id).path("email_addresses");

    assertThat(patch(email).statusCode()).isEqualTo(200);
    assertThat(attributes(guest, id).path("email_addresses")).isEqualTo(before);
    StreetGuest.option(guest, "refusesUnknown", true);
    assertThat(patch(email).statusCode()).isEqualTo(422);
  }

  @Test
  void preferences_left_out_stay_or_are_reset() {
    desk.edit(
        id,
        Json.ours(
            bytes(
                "{\"contact_preferences\": {\"email\": true, \"post\": true, \"text\": true, \"phone\": true}}")));
    var one =
        "{\"first_name\": \"A\", \"last_name\": \"B\", \"contact_preferences\": {\"email\": false}}";

    patch(one);
    assertThat(attributes(guest, id).path("contact_preferences").toString())
        .isEqualTo("{\"email\":false,\"post\":true,\"text\":true,\"phone\":true}");
    StreetGuest.option(guest, "keepsPreferences", false);
    patch(one);

    assertThat(attributes(guest, id).path("contact_preferences").toString())
        .isEqualTo("{\"email\":false,\"post\":false,\"text\":false,\"phone\":false}");
  }

  @Test
  void consent_is_yes_or_no_and_never_taken_back() {
    assertThat(
            patch("{\"first_name\": \"A\", \"last_name\": \"B\", \"marketing_consent\": null}")
                .statusCode())
        .isEqualTo(422);
  }

  @Test
  void an_opt_out_that_arrived_is_remembered() {
    desk.edit(id, Json.object().put("marketing_consent", true));

    patch("{\"first_name\": \"A\", \"last_name\": \"B\", \"marketing_consent\": false}");

    assertThat(guest.sandbox.street().journal().optOuts())
        .containsExactly(new Journal.OptOut(StreetGuest.NETWORK, id, Guest.NOW));
  }

  @Test
  void nobody_gets_an_address_that_somebody_else_has() {
    desk.create(StreetGuest.person("Jo", "Bell", "jo@mail.example"));

    assertThatThrownBy(() -> desk.create(StreetGuest.person("Joe", "Bell", "JO@mail.example")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_address_is_free_again_when_its_owner_is_deleted() {
    desk.archive(desk.create(StreetGuest.person("Jo", "Bell", "jo@mail.example")));

    assertThat(desk.create(StreetGuest.person("Joe", "Bell", "jo@mail.example"))).isNotEmpty();
  }

  @Test
  void a_desk_says_which_applicants_a_person_is() {
    desk.edit(
        id,
        Json.ours(
            bytes("{\"applicants\": [{\"applicant_type\": \"lettings\", \"active\": true}]}")));

    var document = guest.getJson("/people/" + id + "?include=applicants");

    assertThat(document.path("included").size()).isEqualTo(1);
    assertThat(
            document
                .path("included")
                .path(0)
                .path("attributes")
                .path("applicant_type")
                .asString(""))
        .isEqualTo("lettings");
    assertThat(attributes(guest, id).has("applicants")).isFalse();
  }

  private HttpResponse<String> patch(String attributes) {
    return guest.call("PATCH", "/people/" + id, change(id, attributes));
  }

  private static Bytes bytes(String json) {
    return Bytes.of(json);
  }
}
