package com.nurturehub.crm.sandbox.alto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.journal.Journal;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

class AltoFilesTest {

  private final AltoCaller caller = AltoCaller.signedIn(60);
  private final String id = caller.anyId();
  private final String preferences = "/contacts/%s/preferences".formatted(id);

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void consent_is_held_per_purpose_with_the_time_it_was_recorded() {
    var all = array(caller.get(preferences));

    assertThat(all).hasSize(7);
    assertThat(all)
        .allMatch(one -> AltoConsents.STATUSES.contains(one.path("optInStatus").asString("")));
    assertThat(all)
        .allMatch(one ->
            one.path("optInStatus").asString("").matches("Granted|Denied")
                == one.path("dateActioned").isString());
  }

  @Test
  void an_opt_out_is_recorded_with_its_time_and_noted_for_the_tester() {
    var said =
        caller.post(
            preferences, "{\"items\": [{\"type\": \"GeneralMarketing\", \"optIn\": \"Denied\"}]}");

    assertThat(said.statusCode()).isEqualTo(200);
    assertThat(said.body()).isEmpty();
    var marketing = marketing();
    assertThat(marketing.path("optInStatus").asString("")).isEqualTo("Denied");
    assertThat(marketing.path("dateActioned").asString(""))
        .isEqualTo("2026-11-23T10:00:00.0000000+00:00");
    assertThat(marketing.path("versionNumber").asInt()).isPositive();
    assertThat(caller.sandbox.alto().journal().optOuts())
        .containsExactly(new Journal.OptOut(AltoCaller.AGENCY, id, AltoCaller.NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"type\": \"GeneralMarketing\", \"optIn\": \"Denied\"}]",
        "{\"items\": [{\"type\": \"MoveIt\", \"optIn\": \"Denied\"}]}",
        "{\"items\": [{\"type\": \"GeneralMarketing\", \"optIn\": \"Unknown\"}]}",
        "{\"items\": [{\"type\": \"Letters\", \"optIn\": \"Denied\"}]}",
        "{}"
      })
  void consent_in_any_other_form_is_refused(String body) {
    assertThat(caller.post(preferences, body).statusCode()).isEqualTo(400);
  }

  @Test
  void a_bare_list_is_wanted_if_told_to() {
    caller.options("{\"preferencesBody\": \"array\"}");

    assertThat(
            caller
                .post(preferences, "[{\"type\": \"GeneralMarketing\", \"optIn\": \"Denied\"}]")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void consent_moves_the_stamp_of_its_contact_or_does_not() {
    var changed = "?active=true&modified-from=2026-11-23T10:00:00Z";
    caller.options("{\"preferencesMoveStamp\": false}");
    caller.post(
        preferences, "{\"items\": [{\"type\": \"GeneralMarketing\", \"optIn\": \"Denied\"}]}");
    assertThat(caller.ids(changed)).isEmpty();

    caller.options("{\"preferencesMoveStamp\": true}");
    caller.post(
        preferences, "{\"items\": [{\"type\": \"GeneralMarketing\", \"optIn\": \"Granted\"}]}");
    assertThat(caller.ids(changed)).containsExactly(id);
  }

  @Test
  void an_agent_records_consent_too_and_also_takes_it_back_to_unknown() {
    var change = Json.object();
    change
        .putArray("preferences")
        .addObject()
        .put("type", "GeneralMarketing")
        .put("optInStatus", "Unknown");
    caller.desk().edit(id, change);

    assertThat(marketing().path("optInStatus").asString("")).isEqualTo("Unknown");
    assertThat(marketing().path("actionedBy").asString("")).isEqualTo("Agent");
  }

  @Test
  void a_file_note_is_written_found_and_replaced() {
    var written =
        caller.post(
            "/file-notes",
            """
            {"contactIds": ["%s"], "title": "NurtureHub", "notes": "score 82",
             "fileNoteType": "FileNote", "updateLastContactedDate": false}
            """
                .formatted(id));
    assertThat(written.statusCode()).isEqualTo(201);
    assertThat(written.body()).matches("\\d+");

    var note = "/file-notes/" + written.body();
    var replaced =
        caller.patch(
            note,
            "application/json",
            "[{\"op\": \"replace\", \"path\": \"/Notes\", \"value\": \"score 64\"}]");

    assertThat(replaced.statusCode()).isEqualTo(200);
    assertThat(AltoCaller.json(caller.get(note)).path("notes").asString("")).isEqualTo("score 64");
    assertThat(array(caller.get("/file-notes/search?contact-id=" + id)))
        .anyMatch(found -> found.path("notes").asString("").equals("score 64"));
    assertThat(caller.ids("?active=true&modified-from=2026-11-23T10:00:00Z")).isEmpty();
  }

  @Test
  void a_file_note_about_nobody_or_with_nothing_in_it_is_refused() {
    assertThat(caller.post("/file-notes", "{\"notes\": \"x\"}").statusCode()).isEqualTo(400);
    assertThat(caller.post("/file-notes", "{\"contactIds\": [\"%s\"]}".formatted(id)).statusCode())
        .isEqualTo(400);
    assertThat(caller.get("/file-notes/1").statusCode()).isEqualTo(404);
    assertThat(caller.get("/file-notes/search?contact-id=1").statusCode()).isEqualTo(404);
  }

  @Test
  void a_note_takes_no_other_change() {
    var note =
        "/file-notes/"
            + caller
                .post("/file-notes", "{\"contactIds\": [\"%s\"], \"notes\": \"x\"}".formatted(id))
                .body();

    assertThat(
            caller
                .patch(
                    note,
                    "application/json",
                    "[{\"op\": \"add\", \"path\": \"/Notes\", \"value\": \"y\"}]")
                .statusCode())
        .isEqualTo(400);
    assertThat(
            caller
                .patch(note, "[{\"op\": \"replace\", \"path\": \"/Notes\", \"value\": \"y\"}]")
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void some_contacts_have_a_note_that_an_agent_wrote() {
    var with =
        caller.ids("?active=true&max-results=60").stream()
            .filter(one -> !array(caller.get("/file-notes/search?contact-id=" + one)).isEmpty())
            .count();

    assertThat(with).isBetween(5L, 40L);
  }

  private JsonNode marketing() {
    return array(caller.get(preferences))
        .valueStream()
        .filter(one -> one.path("type").asString("").equals("GeneralMarketing"))
        .findFirst()
        .orElseThrow();
  }

  private static ArrayNode array(HttpResponse<String> answer) {
    return Json.arrayIn(Bytes.of(answer.body()))
        .orElseThrow(() -> new AssertionError("no JSON array: " + answer.body()));
  }
}
