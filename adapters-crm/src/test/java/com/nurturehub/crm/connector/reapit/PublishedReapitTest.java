package com.nurturehub.crm.connector.reapit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nurturehub.crm.connector.Asked;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The judge has teeth.
class PublishedReapitTest {

  private static final URI BASE = URI.create("http://127.0.0.1:1/reapit/platform");
  private static final String ID = "OXF18000001";
  private static final Map<String, String> HEADERS =
      Map.of("reapit-customer", "RES", "api-version", "2020-01-31");
  private static final Map<String, String> MATCHING =
      Map.of("reapit-customer", "RES", "api-version", "2020-01-31", "If-Match", "\"4DF1\"");
  private static final String NEWCOMER =
      """
      {"surname": "Bell", "marketingConsent": "notAsked", "email": "jo@mail.example",
       "officeIds": ["OXF"], "negotiatorIds": ["JAS"], "metadata": {"score": 72}}
      """;
  private static final String CONTACT =
      """
      {"id": "OXF18000001", "created": "2024-03-26T07:06:50Z", "modified": null, "surname": "Bell",
       "active": true, "marketingConsent": "grant", "fromArchive": false, "metadata": {"score": 72},
       "primaryAddress": null, "officeIds": ["OXF"], "_eTag": "\\"4DF1\\""}
      """;

  @BeforeAll
  static void look() {
    assumeTrue(
        PublishedReapit.at(BASE).isPresent(),
        "Reapit's published description is not at hand; set NURTUREHUB_OPENAPI_DIR.");
  }

  @Test
  void what_reapit_offers_is_in_order() {
    assertThat(judged(get("/contacts/?pageSize=100&fromArchive=true"), 200, "{\"_embedded\": []}"))
        .isEmpty();
    assertThat(judged(get("/contacts/" + ID), 200, CONTACT)).isEmpty();
    assertThat(judged(write("POST", "/contacts/", HEADERS, NEWCOMER), 201, "")).isEmpty();
    assertThat(judged(write("PATCH", "/contacts/" + ID, MATCHING, "{\"surname\": \"B\"}"), 204, ""))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/contacts/?pageSize=many",
        "/contacts/?modifiedFrom=yesterday",
        "/contacts/?includeUnsubscribed=true",
        "/contacts/?active=perhaps",
        "/companies/"
      })
  void a_question_that_reapit_does_not_offer_is_refused(String path) {
    assertThat(judged(get(path), 200, "{\"_embedded\": []}")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reapit-customer", "api-version"})
  void a_call_that_names_no_customer_or_version_is_refused(String header) {
    var headers = new HashMap<>(HEADERS);
    headers.remove(header);

    assertThat(judged(Asked.get(BASE, "/contacts/", headers), 200, "{}")).isNotEmpty();
  }

  @Test
  void a_change_without_a_version_is_refused() {
    assertThat(judged(write("PATCH", "/contacts/" + ID, HEADERS, "{\"surname\": \"B\"}"), 204, ""))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Bell\" | 4711",
        "\"surname\": \"Bell\", | ''",
        "[\"OXF\"] | \"OXF\"",
        "\"jo@mail.example\" | null",
        "\"email\" | \"mail\""
      })
  void a_newcomer_that_reapit_does_not_take_is_refused(String right, String wrong) {
    var body = NEWCOMER.replace(right, wrong);

    assertThat(body).isNotEqualTo(NEWCOMER);
    assertThat(judged(write("POST", "/contacts/", HEADERS, body), 201, "")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | \"perhaps\"",
        "\"2024-03-26T07:06:50Z\" | \"yesterday\"",
        "[\"OXF\"] | \"OXF\"",
        "\"surname\" | \"lastName\""
      })
  void an_answer_that_reapit_does_not_give_is_refused(String right, String wrong) {
    var body = CONTACT.replace(right, wrong);

    assertThat(body).isNotEqualTo(CONTACT);
    assertThat(judged(get("/contacts/" + ID), 200, body)).isNotEmpty();
  }

  @Test
  void a_refusal_in_words_of_its_own_is_refused() {
    assertThat(judged(get("/contacts/"), 401, "{\"description\": \"Not installed.\"}")).isEmpty();
    assertThat(judged(get("/contacts/"), 401, "{\"error\": \"no\"}")).isNotEmpty();
    assertThat(judged(get("/contacts/"), 418, "{\"description\": \"No.\"}")).isNotEmpty();
  }

  private static List<String> judged(Asked asked, int status, String body) {
    return asked.answered(
        PublishedReapit.at(BASE), status, "application/json; charset=utf-8", body);
  }

  private static Asked get(String path) {
    return Asked.get(BASE, path, HEADERS);
  }

  private static Asked write(String method, String path, Map<String, String> headers, String body) {
    return Asked.write(method, BASE, path, headers, "application/json", body);
  }
}
