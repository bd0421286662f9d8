package com.nurturehub.crm.sandbox.street;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Guest;
import com.nurturehub.crm.sandbox.crm.Desk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreetEnquiryTest {

  private static final String ANCHOR =
      "{\"property\": {\"data\": {\"type\": \"property\", \"id\": \"0f3a9a5e-5c1e-4a0b-9a6e-3c7b0e7d1c11\"}}}";

  private final Guest guest = StreetGuest.of(60);
  private final Desk desk = guest.sandbox.street().desk(StreetGuest.NETWORK);

  @AfterEach
  void close() {
    guest.close();
  }

  @Test
  void an_enquiry_of_somebody_new_makes_a_person() {
    var enquiry = created(enquiry("new@mail.example", "", ANCHOR));

    var person = personOf(enquiry);
    var attributes = StreetGuest.attributes(guest, person.path("id").asString(""));
    assertThat(attributes.path("full_name").asString("")).isEqualTo("New Lead");
    assertThat(attributes.path("email_addresses").path(0).path("value").asString(""))
        .isEqualTo("new@mail.example");
    assertThat(attributes.path("telephone_numbers").path(0).path("value").asString(""))
        .isEqualTo("+447700900123");
    assertThat(attributes.path("address").path("postcode").asString("")).isEqualTo("M30 9PA");
    assertThat(attributes.path("marketing_consent").isNull()).isTrue();
    assertThat(guest.sandbox.street().journal().createdByReference())
        .isEqualTo(Map.of("RIVERSIDE/new@mail.example", List.of(person.path("id").asString(""))));
  }

  @Test
  void an_enquiry_does_not_show_the_postcode_that_it_was_made_with() {
    var enquiry = created(enquiry("new@mail.example", "", ANCHOR));

    var attributes = guest.getJson("/enquiries/" + enquiry).path("data").path("attributes");
    assertThat(attributes.path("email_address").asString("")).isEqualTo("new@mail.example");
    assertThat(attributes.has("postcode")).isFalse();
  }

  @Test
  void an_enquiry_of_somebody_known_is_theirs_and_changes_nothing() {
    var id = desk.create(StreetGuest.person("Jo", "Bell", "jo@mail.example"));

    var enquiry = created(enquiry("JO@mail.example", "", ANCHOR));

    assertThat(personOf(enquiry).path("id").asString("")).isEqualTo(id);
    assertThat(StreetGuest.attributes(guest, id).path("full_name").asString(""))
        .isEqualTo("Jo Bell");
    assertThat(StreetGuest.attributes(guest, id).path("address").isNull()).isTrue();
  }

  @Test
  void it_may_take_a_while_until_an_enquiry_has_a_person() {
    StreetGuest.option(guest, "matchingMillis", 5000);
    var enquiry = created(enquiry("new@mail.example", "", ANCHOR));

    assertThat(personOf(enquiry).isNull()).isTrue();
    guest.pass(Duration.ofSeconds(6));
    assertThat(personOf(enquiry).path("type").asString("")).isEqualTo("person");
  }

  @Test
  void an_identifier_makes_an_enquiry_repeatable_where_it_is_known() {
    var named = ", \"enquiry_identifier\": \"nurturehub:7\"";
    var first = created(enquiry("new@mail.example", named, ANCHOR));
    assertThat(created(enquiry("new@mail.example", named, ANCHOR))).isNotEqualTo(first);

    StreetGuest.option(guest, "knowsIdentifiers", true);
    var known = created(enquiry("new@mail.example", named, ANCHOR));

    assertThat(created(enquiry("new@mail.example", named, ANCHOR))).isEqualTo(known);
  }

  @Test
  void an_enquiry_is_about_exactly_one_thing_unless_that_is_not_asked() {
    assertThat(guest.post("/enquiries", enquiry("a@mail.example", "", "{}")).statusCode())
        .isEqualTo(422);
    var two = ANCHOR.replace("}}}", "}}, \"sales_applicant\": {}}");
    assertThat(guest.post("/enquiries", enquiry("a@mail.example", "", two)).statusCode())
        .isEqualTo(422);

    StreetGuest.option(guest, "needsRelation", false);

    assertThat(guest.post("/enquiries", enquiry("a@mail.example", "", "{}")).statusCode())
        .isEqualTo(201);
  }

  @Test
  void an_enquiry_without_an_address_or_with_too_much_is_refused() {
    assertThat(guest.post("/enquiries", enquiry("nobody", "", ANCHOR)).statusCode()).isEqualTo(422);
    var source = ", \"custom_source\": \"%s\"".formatted("x".repeat(26));
    assertThat(guest.post("/enquiries", enquiry("a@mail.example", source, ANCHOR)).statusCode())
        .isEqualTo(422);
  }

  @Test
  void enquiries_are_listed_by_address_and_time() {
    created(enquiry("one@mail.example", "", ANCHOR));
    var other = created(enquiry("other@mail.example", "", ANCHOR));

    var found =
        guest.getJson(
            "/enquiries?filter%5Bemail_address%5D=other@mail.example&filter%5Bcreated_from%5D="
                + Guest.NOW.minusSeconds(1));

    assertThat(StreetGuest.ids(found)).containsExactly(other);
  }

  @Test
  void what_is_left_with_a_person_is_kept_for_the_tester() {
    var id = StreetGuest.anyId(guest);
    var about = "{\"person\": {\"data\": {\"type\": \"person\", \"id\": \"%s\"}}}".formatted(id);

    assertThat(guest.post("/activity", left("activity", ACTIVITY, about)).statusCode())
        .isEqualTo(201);
    assertThat(guest.post("/notes", left("note", "{\"body\": \"Called\"}", about)).statusCode())
        .isEqualTo(201);
    assertThat(guest.post("/todos", left("todo", "{\"title\": \"Call\"}", about)).statusCode())
        .isEqualTo(201);

    var kept = guest.admin("GET", "/street/keepsakes", "").body();
    assertThat(kept)
        .contains("\"kind\":\"activity\"", "\"kind\":\"note\"", "\"kind\":\"todo\"")
        .contains("\"subject\":\"person/" + id);
  }

  @Test
  void an_activity_of_another_type_or_about_nobody_is_refused() {
    var nobody =
        "{\"person\": {\"data\": {\"type\": \"person\", \"id\": \"0f3a9a5e-5c1e-4a0b-9a6e-3c7b0e7d1c11\"}}}";

    assertThat(guest.post("/activity", left("activity", ACTIVITY, nobody)).statusCode())
        .isEqualTo(422);
    assertThat(
            guest
                .post(
                    "/activity",
                    left("activity", ACTIVITY.replace("campaign_sent", "mail"), nobody))
                .statusCode())
        .isEqualTo(422);
    assertThat(guest.admin("GET", "/street/keepsakes", "").body()).isEqualTo("[]");
  }

  private static final String ACTIVITY =
      "{\"activity_type\": \"campaign_sent\", \"title\": \"Opened\", \"source\": \"email_marketing\"}";

  private String created(String body) {
    var answer = guest.post("/enquiries", body);
    assertThat(answer.statusCode()).isEqualTo(201);
    return Guest.json(answer).path("data").path("id").asString("");
  }

  private JsonNode personOf(String enquiry) {
    return guest
        .getJson("/enquiries/" + enquiry + "?include=person")
        .path("data")
        .path("relationships")
        .path("person")
        .path("data");
  }

  private static String enquiry(String email, String more, String relations) {
    return """
    {"data": {"type": "enquiry",
      "attributes": {"email_address": "%s", "first_name": "New", "last_name": "Lead",
        "telephone_number": "+447700900123", "postcode": "M30 9PA", "message": "Hello"%s},
      "relationships": %s}}
    """
        .formatted(email, more, relations);
  }

  private static String left(String type, String attributes, String relations) {
    return "{\"data\": {\"type\": \"%s\", \"attributes\": %s, \"relationships\": %s}}"
        .formatted(type, attributes, relations);
  }
}
