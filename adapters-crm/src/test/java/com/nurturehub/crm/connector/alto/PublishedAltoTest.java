package com.nurturehub.crm.connector.alto;

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
class PublishedAltoTest {

  private static final URI BASE = URI.create("http://127.0.0.1:1/alto");
  private static final Map<String, String> HEADERS = Map.of("AgencyRef", AtAlto.AGENCY);
  private static final String PATCH = "application/json-patch+json";

  @BeforeAll
  static void look() {
    assumeTrue(
        PublishedAlto.at(BASE).isPresent(),
        "Alto's published description is not at hand; set NURTUREHUB_OPENAPI_DIR.");
  }

  @Test
  void a_page_as_alto_sends_it_is_in_order() {
    assertThat(judged(get("/contacts/all?active=true&max-results=250"), 200, "{\"items\": []}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/contacts/all?max-results=251",
    "/contacts/all?active=perhaps",
    "/contacts/all?category=Friend",
    "/contacts/all?colour=blue",
    "/contacts/search?archived=true",
    "/clients"
  })
  void a_question_that_alto_does_not_offer_is_refused(String path) {
    assertThat(judged(get(path), 200, "{\"items\": []}")).isNotEmpty();
  }

  @Test
  void a_call_without_an_agency_is_refused() {
    assertThat(judged(Asked.get(BASE, "/branches", Map.of()), 200, "{\"items\": []}")).isNotEmpty();
  }

  @Test
  void a_patch_of_what_can_be_patched_is_in_order() {
    var patch =
        """
        [{"op": "replace", "path": "/Surname", "value": "King"},
         {"op": "add", "path": "/PhoneNumbers/-", "value": {"Type": 3, "Number": "+447700900123"}}]
        """;

    assertThat(judged(write("PATCH", "/contacts/1/persons/1", PATCH, patch), 200, "{}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PATCH|/contacts/1/persons/1|application/json|[]",
        "PATCH|/contacts/1/persons/1|application/json-patch+json|[{\"op\": \"remove\", \"path\": \"/PhoneNumbers/0\"}]",
        "PATCH|/contacts/1/persons/1|application/json-patch+json|[{\"op\": \"replace\", \"path\": \"/Notes\", \"value\": \"x\"}]",
        "PATCH|/contacts/1/persons/1|application/json-patch+json|[{\"op\": \"add\", \"path\": \"/PhoneNumbers/-\", \"value\": {\"Type\": 3, \"Number\": \"(01865) 522111\"}}]",
        "PATCH|/contacts/1/persons/1|application/json-patch+json|{\"surname\": \"King\"}",
        "POST|/contacts|application/json|{\"people\": [{\"surname\": \"King\"}]}",
        "POST|/contacts|application/json|{\"branchId\": \"1\", \"people\": []}",
        "POST|/contacts|application/json|{\"branchId\": \"1\", \"people\": [{\"surname\": \"King\", \"emailAddresses\": [{\"address\": \"a@b.example\", \"type\": \"Personal\"}]}]}",
        "POST|/contacts/1/preferences|application/json|{\"items\": [{\"type\": \"MoveIt\", \"optIn\": \"Denied\"}]}",
        "POST|/contacts/1/preferences|application/json|{\"items\": [{\"type\": \"GeneralMarketing\", \"optIn\": \"Unknown\"}]}",
        "POST|/file-notes|application/json|{\"contactIds\": [\"1\"], \"notes\": \"x\", \"fileNoteType\": \"Score\"}"
      })
  void a_write_that_alto_does_not_offer_is_refused(
      String method, String path, String type, String body) {
    assertThat(judged(write(method, path, type, body), 200, "{}")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/contacts/1|{\"id\": \"1\", \"persona\": [\"Vendor\"]}",
        "/contacts/1|{\"id\": 1}",
        "/contacts/1|{\"people\": [{\"foreName\": \"Ada\"}]}",
        "/contacts/1|{\"modifiedDate\": \"yesterday\"}",
        "/contacts/all|{\"items\": [{\"address\": {}}]}",
        "/contacts/1/preferences|{\"items\": []}"
      })
  void an_answer_that_alto_does_not_give_is_refused(String path, String body) {
    assertThat(judged(get(path), 200, body)).isNotEmpty();
  }

  private static List<String> judged(Asked asked, int status, String body) {
    return asked.answered(PublishedAlto.at(BASE), status, "application/json; charset=utf-8", body);
  }

  private static Asked get(String path) {
    return Asked.get(BASE, path, HEADERS);
  }

  private static Asked write(String method, String path, String type, String body) {
    return Asked.write(method, BASE, path, HEADERS, type, body);
  }
}
