package com.nurturehub.crm.connector.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The judge has teeth.
class PublishedStreetTest {

  private static final URI BASE = URI.create("http://127.0.0.1:1/street/open-api/v1");
  private static final String ID = "497f6eca-6276-4993-bfeb-53cbbbba6f08";
  private static final String JSON_API = "application/vnd.api+json";

  @BeforeAll
  static void look() {
    assumeTrue(
        PublishedStreet.file().isPresent(),
        "Street's published description is not at hand; set NURTUREHUB_STREET_OPENAPI_DIR.");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/people|{\"data\": {}}",
        "POST|/activity|{\"data\": {\"type\": \"activity\", \"attributes\": {\"activity_type\": \"mail_opened\", \"title\": \"x\", \"source\": \"email_marketing\"}, \"relationships\": {\"person\": {\"data\": {\"type\": \"person\", \"id\": \"497f6eca-6276-4993-bfeb-53cbbbba6f08\"}}}}}",
        "POST|/activity|{\"data\": {\"type\": \"activity\", \"attributes\": {\"activity_type\": \"campaign_sent\", \"source\": \"email_marketing\"}, \"relationships\": {}}}",
        "POST|/enquiries|{\"data\": {\"type\": \"enquiry\", \"attributes\": {\"message\": \"x\"}, \"relationships\": {}}}",
        "POST|/enquiries|{\"data\": {\"type\": \"enquiry\", \"attributes\": {\"email_address\": \"a@b.example\", \"message\": \"x\"}}}"
      })
  void a_write_that_street_does_not_offer_is_refused(String method, String path, String body) {
    assertThat(judged(write(method, path, JSON_API, body), "{}")).isNotEmpty();
  }

  @Test
  void a_write_in_another_media_type_is_refused() {
    assertThat(judged(write("PATCH", "/people/" + ID, "application/json", "{}"), "{}"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\": {\"type\": \"contact\"}}",
        "{\"data\": {\"id\": \"seven\"}}",
        "{\"data\": {\"type\": \"person\", \"attributes\": {\"first_name\": 7}}}",
        "{\"data\": {\"type\": \"person\", \"attributes\": {\"statuses\": {\"vendor\": \"Former\"}}}}",
        "{\"data\": {\"type\": \"person\", \"attributes\": {\"email_addresses\": [\"a@b.example\"]}}}"
      })
  void an_answer_that_street_does_not_give_is_refused(String body) {
    assertThat(judged(get("/people/" + ID), body)).isNotEmpty();
  }

  private static List<String> judged(CrmRequest request, String body) {
    var headers = new HashMap<>(Map.of("content-type", JSON_API));
    var response = new CrmResponse(200, headers, body.getBytes(StandardCharsets.UTF_8), true);
    return PublishedStreet.at(BASE).orElseThrow().complaintsAbout(request, response);
  }

  private static CrmRequest get(String path) {
    return new CrmRequest(
        "GET",
        URI.create(BASE + path),
        Map.of("Accept", JSON_API),
        Optional.of(Secret.of("Bearer x")),
        Optional.empty(),
        Effect.READS);
  }

  private static CrmRequest patch(String attributes) {
    var preferences = "\"email\": true, \"post\": true, \"text\": true, \"phone\": true";
    var body =
        "{\"data\": {\"type\": \"person\", \"id\": \"%s\", \"attributes\": {%s, \"contact_preferences\": {%s}}}}"
            .formatted(ID, attributes, preferences);
    return write("PATCH", "/people/" + ID, JSON_API, body);
  }

  private static CrmRequest write(String method, String path, String type, String body) {
    return new CrmRequest(
        method,
        URI.create(BASE + path),
        Map.of("Accept", JSON_API),
        Optional.of(Secret.of("Bearer x")),
        Optional.of(new CrmRequest.Body(type, body)),
        Effect.WRITES);
  }
}
