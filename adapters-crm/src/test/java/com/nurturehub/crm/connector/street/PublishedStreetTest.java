package com.nurturehub.crm.connector.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nurturehub.crm.connector.Asked;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The judge has teeth.
class PublishedStreetTest {

  private static final URI BASE = URI.create("http://127.0.0.1:1/street/open-api/v1");
  private static final String ID = "497f6eca-6276-4993-bfeb-53cbbbba6f08";
  private static final String JSON_API = "application/vnd.api+json";
  private static final Map<String, String> HEADERS = Map.of("Accept", JSON_API);

  private static final String PERSON =
      """
      {"data": {"type": "person", "id": "497f6eca-6276-4993-bfeb-53cbbbba6f08",
        "attributes": {
          "full_name": "Mrs Jane Doe", "title": "Mrs", "first_name": "Jane", "last_name": "Doe",
          "address": null,
          "telephone_numbers": [{"value": "+441632960911", "notes": null, "primary": true}],
          "email_addresses": [{"value": "jane@mail.example", "notes": null, "primary": true}],
          "marketing_consent": null,
          "contact_preferences": {"email": true, "post": true, "text": false, "phone": true},
          "statuses": {"vendor": "Current", "landlord": null, "tenant": null},
          "created_at": "2026-01-10T09:00:00Z", "updated_at": "2026-06-01T12:30:00Z"},
        "relationships": {"ownedProperties": {"data": [
          {"type": "property", "id": "0e2b3c4d-6276-4993-bfeb-53cbbbba6f08"}]}}},
       "jsonapi": {"version": "1.0"}}
      """;
  private static final String ACTIVITY =
      """
      {"data": {"type": "activity",
        "attributes": {"activity_type": "campaign_sent", "source": "email_marketing",
          "title": "Spring sellers: opened"},
        "relationships": {"person": {"data":
          {"type": "person", "id": "497f6eca-6276-4993-bfeb-53cbbbba6f08"}}}}}
      """;
  private static final String ENQUIRY =
      """
      {"data": {"type": "enquiry",
        "attributes": {"email_address": "new@mail.example", "message": "Hello",
          "first_name": "New", "last_name": null, "postcode": "M30 9PA"},
        "relationships": {"property": {"data":
          {"type": "property", "id": "497f6eca-6276-4993-bfeb-53cbbbba6f08"}}}}}
      """;
  private static final String ENQUIRED =
      """
      {"data": {"type": "enquiry", "id": "497f6eca-6276-4993-bfeb-53cbbbba6f08",
        "attributes": {"email_address": "new@mail.example", "message": "Hello"}}}
      """;

  @BeforeAll
  static void look() {
    assumeTrue(
        PublishedStreet.at(BASE).isPresent(),
        "Street's published description is not at hand; set NURTUREHUB_OPENAPI_DIR.");
  }

  @Test
  void a_page_as_street_sends_it_is_in_order() {
    var query = "?page%5Bsize%5D=100&filter%5Bupdated_from%5D=2026-01-01T00:00:00Z";

    assertThat(judged(get("/people" + query), "{\"data\": []}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/people?page%5Bsize%5D=251",
    "/people?filter%5Bupdated_from%5D=yesterday",
    "/people?filter%5Btrashed%5D=yes",
    "/people?include=notes",
    "/contacts"
  })
  void a_question_that_street_does_not_offer_is_refused(String path) {
    assertThat(judged(get(path), "{\"data\": []}")).isNotEmpty();
  }

  @Test
  void a_change_of_what_can_be_changed_is_in_order() {
    assertThat(judged(patch("\"first_name\": \"A\", \"last_name\": \"B\", \"title\": null"), "{}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"last_name\": \"B\"",
        "\"first_name\": \"A\", \"last_name\": null",
        "\"first_name\": \"A\", \"last_name\": \"B\", \"marketing_consent\": null",
        "\"first_name\": \"A\", \"last_name\": \"B\", \"email_addresses\": []",
        "\"first_name\": \"A\", \"last_name\": \"B\", \"address\": {}"
      })
  void a_change_that_street_does_not_take_is_refused(String attributes) {
    assertThat(judged(patch(attributes), "{}")).isNotEmpty();
  }

  @Test
  void a_change_without_all_four_preferences_is_refused() {
    var body =
        """
        {"data": {"type": "person", "id": "%s", "attributes":
          {"first_name": "A", "last_name": "B", "contact_preferences": {"email": true}}}}
        """
            .formatted(ID);

    assertThat(judged(write("PATCH", "/people/" + ID, JSON_API, body), "{}")).isNotEmpty();
  }

  @Test
  void what_street_takes_is_in_order() {
    assertThat(judged(write("POST", "/activity", JSON_API, ACTIVITY), 201, "")).isEmpty();
    assertThat(judged(write("POST", "/enquiries", JSON_API, ENQUIRY), 201, ENQUIRED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"campaign_sent\" | \"mail_opened\"",
        "\"email_marketing\" | \"hub\"",
        "\"title\" | \"headline\"",
        "\"person\": | \"company\":",
        "\"type\": \"activity\" | \"type\": \"note\""
      })
  void an_activity_that_street_does_not_take_is_refused(String right, String wrong) {
    var body = ACTIVITY.replace(right, wrong);

    assertThat(body).isNotEqualTo(ACTIVITY);
    assertThat(judged(write("POST", "/activity", JSON_API, body), 201, "")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"email_address\" | \"email\"",
        "new@mail.example | nobody",
        "\"message\": \"Hello\" | \"custom_source\": \"hub\"",
        "M30 9PA | Manchester",
        "\"property\": | \"branch\":",
        "\"type\": \"property\" | \"type\": \"house\""
      })
  void an_enquiry_that_street_does_not_take_is_refused(String right, String wrong) {
    var body = ENQUIRY.replace(right, wrong);

    assertThat(body).isNotEqualTo(ENQUIRY);
    assertThat(judged(write("POST", "/enquiries", JSON_API, body), 201, ENQUIRED)).isNotEmpty();
  }

  @Test
  void nobody_is_made_directly() {
    assertThat(judged(write("POST", "/people", JSON_API, "{\"data\": {}}"), "{}")).isNotEmpty();
  }

  @Test
  void a_write_in_another_media_type_is_refused() {
    assertThat(judged(write("PATCH", "/people/" + ID, "application/json", "{}"), "{}"))
        .isNotEmpty();
  }

  @Test
  void a_person_as_street_shows_them_is_in_order() {
    assertThat(judged(get("/people/" + ID + "?include=ownedProperties,applicants"), PERSON))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"type\": \"person\" | \"type\": \"contact\"",
        "497f6eca-6276-4993-bfeb-53cbbbba6f08 | seven",
        "\"Jane\" | 7",
        "\"Current\" | \"Former\"",
        "\"tenant\": null | \"buyer\": null",
        "\"value\": \"jane@mail.example\" | \"email\": \"jane@mail.example\"",
        "jane@mail.example | jane",
        "\"last_name\" | \"surname\"",
        "\"created_at\": \"2026-01-10T09:00:00Z\" | \"created_at\": \"yesterday\"",
        "\"jsonapi\" | \"warnings\"",
        "\"attributes\" | \"tags\": [], \"attributes\"",
        "\"ownedProperties\" | \"houses\""
      })
  void an_answer_that_street_does_not_give_is_refused(String right, String wrong) {
    var body = PERSON.replace(right, wrong);

    assertThat(body).isNotEqualTo(PERSON);
    assertThat(judged(get("/people/" + ID), body)).isNotEmpty();
  }

  @Test
  void a_limit_may_be_told_in_either_way() {
    assertThat(judged(get("/people"), 429, "{\"errors\": [{\"title\": \"Too many\"}]}")).isEmpty();
    assertThat(judged(get("/people"), 429, "application/json", "{\"message\": \"Too many\"}"))
        .isEmpty();
  }

  @Test
  void a_refusal_in_words_of_its_own_is_refused() {
    assertThat(judged(get("/people"), 401, "{\"message\": \"No\"}")).isNotEmpty();
    assertThat(judged(get("/people"), 401, "{\"errors\": [{\"title\": \"No\"}]}")).isEmpty();
    assertThat(judged(get("/people"), 418, "{\"errors\": [{\"title\": \"No\"}]}")).isNotEmpty();
  }

  private static List<String> judged(Asked asked, String body) {
    return judged(asked, 200, body);
  }

  private static List<String> judged(Asked asked, int status, String body) {
    return judged(asked, status, JSON_API, body);
  }

  private static List<String> judged(Asked asked, int status, String type, String body) {
    return asked.answered(PublishedStreet.at(BASE), status, type, body);
  }

  private static Asked get(String path) {
    return Asked.get(BASE, path, HEADERS);
  }

  private static Asked patch(String attributes) {
    var preferences = "\"email\": true, \"post\": true, \"text\": true, \"phone\": true";
    var body =
        "{\"data\": {\"type\": \"person\", \"id\": \"%s\", \"attributes\": {%s, \"contact_preferences\": {%s}}}}"
            .formatted(ID, attributes, preferences);
    return write("PATCH", "/people/" + ID, JSON_API, body);
  }

  private static Asked write(String method, String path, String type, String body) {
    return Asked.write(method, BASE, path, HEADERS, type, body);
  }
}
