package com.nurturehub.crm.sandbox.alto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AltoContactWriteTest {

  private final AltoCaller caller = AltoCaller.signedIn(120);

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void a_new_contact_is_answered_whole() {
    var answer = caller.post("/contacts", AltoCaller.jo());

    assertThat(answer.statusCode()).isEqualTo(201);
    var contact = AltoCaller.json(answer);
    assertThat(contact).isEqualTo(caller.contact(contact.path("id").asString("")));
    assertThat(contact.path("address").path("countryCode").asString("")).isEqualTo("GB");
    assertThat(contact.path("people").path(0).path("phoneNumbers").path(0).path("type").asString())
        .isEqualTo("Mobile");
    assertThat(contact.path("modifiedDate").asString(""))
        .isEqualTo("2026-11-23T10:00:00.0000000+00:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"branchId\": \"1\", \"people\": [{\"surname\": \"Bell\"}]}",
        "{\"branchId\": \"2681\", \"people\": []}",
        "{\"branchId\": \"2681\", \"people\": [{\"forename\": \"Jo\"}]}",
        "{\"branchId\": \"2681\", \"people\": [{\"surname\": \"A\"}, {\"surname\": \"B\"},"
            + " {\"surname\": \"C\"}]}",
        "{\"branchId\": \"2681\", \"people\": [{\"surname\": \"A\","
            + " \"phoneNumbers\": [{\"number\": \"(01865) 522111\"}]}]}",
        "{\"branchId\": \"2681\", \"people\": [{\"surname\": \"A\","
            + " \"emailAddresses\": [{\"address\": \"a@b.example\", \"type\": \"Personal\"}]}]}",
        "{\"branchId\": \"2681\", \"people\": [{\"surname\": \"A\"}], \"persona\": [\"Vendor\"]}",
        "{\"branchId\": \"2681\", \"people\": [{\"surname\": \"A\"}], \"category\": \"Solicitor\"}"
      })
  void a_new_contact_that_lacks_something_is_refused(String body) {
    var answer = caller.post("/contacts", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(AltoCaller.json(answer).path("errors").size()).isPositive();
  }

  @Test
  void a_duplicate_is_refused_and_the_answer_says_where_the_other_is() {
    var first = AltoCaller.json(caller.post("/contacts", AltoCaller.jo())).path("id").asString("");

    var again = caller.post("/contacts", AltoCaller.jo());
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.headers().allValues("Location"))
        .containsExactly(caller.sandbox.altoApi() + "/contacts/" + first);

    caller.options("{\"location\": \"relative\"}");
    assertThat(caller.post("/contacts", AltoCaller.jo()).headers().allValues("Location"))
        .containsExactly("/contacts/" + first);
    caller.options("{\"location\": \"missing\"}");
    assertThat(caller.post("/contacts", AltoCaller.jo()).headers().allValues("Location")).isEmpty();
  }

  @Test
  void several_duplicates_are_named_one_by_one() {
    var one = caller.agentCreates("Bell");
    var other = caller.agentCreates("Bell");
    for (var id : List.of(one, other)) {
      var change = Json.object();
      change
          .putArray("people")
          .addObject()
          .putArray("emailAddresses")
          .addObject()
          .put("address", "Jo@Mail.example");
      caller.desk().edit(id, change);
    }

    var answer = caller.post("/contacts", AltoCaller.jo());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().allValues("Location"))
        .extracting(location -> location.substring(location.lastIndexOf('/') + 1))
        .containsExactlyInAnyOrder(one, other);
  }

  @Test
  void what_makes_a_duplicate_is_a_choice() {
    caller.post("/contacts", AltoCaller.jo());
    caller.options("{\"likeness\": \"none\"}");

    assertThat(caller.post("/contacts", AltoCaller.jo()).statusCode()).isEqualTo(201);
    assertThat(caller.sandbox.alto().journal().createdByReference())
        .hasEntrySatisfying(
            AltoCaller.AGENCY + "/jo@mail.example", ids -> assertThat(ids).hasSize(2));
  }

  @Test
  void an_archived_contact_is_a_duplicate_unless_told_otherwise() {
    var id = AltoCaller.json(caller.post("/contacts", AltoCaller.jo())).path("id").asString("");
    caller.desk().archive(id);

    assertThat(caller.post("/contacts", AltoCaller.jo()).statusCode()).isEqualTo(409);
    caller.options("{\"likensArchived\": false}");
    assertThat(caller.post("/contacts", AltoCaller.jo()).statusCode()).isEqualTo(201);
  }

  @Test
  void a_contact_is_patched_where_alto_allows_it() {
    var id = caller.anyId();
    var code =
        caller
            .sandbox
            .alto()
            .agency(AltoCaller.AGENCY)
            .office()
            .parameter("client-positions", 2)
            .path("code")
            .asString("");

    var answer =
        caller.patch(
            "/contacts/" + id,
            """
            [{"op": "replace", "path": "/PotentialVendor", "value": true},
             {"op": "replace", "path": "/PositionId", "value": "%s"},
             {"op": "replace", "path": "/Active", "value": false}]
            """
                .formatted(code));

    assertThat(answer.statusCode()).isEqualTo(200);
    var contact = AltoCaller.json(answer);
    assertThat(contact.path("potentialVendor").asBoolean()).isTrue();
    assertThat(contact.path("position").path("name").asString("")).isEqualTo("Nothing To Sell");
    assertThat(contact.path("archived").asBoolean()).isTrue();
    assertThat(caller.ids("?active=false&modified-from=2026-11-23T10:00:00Z")).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"op\": \"replace\", \"path\": \"/Notes\", \"value\": \"x\"}]",
        "[{\"op\": \"replace\", \"path\": \"/Address/Street\", \"value\": \"x\"}]",
        "[{\"op\": \"replace\", \"path\": \"/Category\", \"value\": \"Client\"}]",
        "[{\"op\": \"replace\", \"path\": \"/potentialVendor\", \"value\": true}]",
        "[{\"op\": \"remove\", \"path\": \"/PotentialVendor\"}]",
        "[{\"op\": \"replace\", \"path\": \"/PotentialVendor\", \"value\": \"yes\"}]",
        "[{\"op\": \"replace\", \"path\": \"/PositionId\", \"value\": \"-1\"}]",
        "{\"op\": \"replace\"}"
      })
  void any_other_change_of_a_contact_is_refused(String patch) {
    var id = caller.anyId();
    var before = caller.contact(id);

    assertThat(caller.patch("/contacts/" + id, patch).statusCode()).isEqualTo(400);
    assertThat(caller.contact(id)).isEqualTo(before);
  }

  @Test
  void a_patch_that_goes_wrong_half_way_does_nothing() {
    var id = caller.anyId();
    var before = caller.contact(id);

    var answer =
        caller.patch(
            "/contacts/%s/persons/1".formatted(id),
            """
            [{"op": "replace", "path": "/Surname", "value": "Byron"},
             {"op": "replace", "path": "/Hobby", "value": "Looms"}]
            """);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(caller.contact(id)).isEqualTo(before);
  }

  @Test
  void a_person_is_patched_by_name_and_gets_further_numbers_and_addresses() {
    var id = AltoCaller.json(caller.post("/contacts", AltoCaller.jo())).path("id").asString("");

    var answer =
        caller.patch(
            "/contacts/%s/persons/1".formatted(id),
            """
            [{"op": "replace", "path": "/Forename", "value": "Joan"},
             {"op": "add", "path": "/PhoneNumbers/-",
              "value": {"Type": 1, "Number": "01865 522111", "Description": "Home"}},
             {"op": "add", "path": "/EmailAddresses/-", "value": {"Address": "b@mail.example"}}]
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    var person = AltoCaller.json(answer);
    assertThat(person.path("forename").asString("")).isEqualTo("Joan");
    assertThat(person.path("phoneNumbers").path(1).path("type").asString("")).isEqualTo("Home");
    assertThat(person.path("phoneNumbers").path(1).path("preferenceOrder").asInt()).isEqualTo(2);
    assertThat(person.path("emailAddresses").path(1).path("address").asString(""))
        .isEqualTo("b@mail.example");
    assertThat(caller.contact(id).path("people").path(0)).isEqualTo(person);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\": \"replace\", \"path\": \"/PhoneNumbers\", \"value\": []}",
        "{\"op\": \"remove\", \"path\": \"/PhoneNumbers/0\"}",
        "{\"op\": \"replace\", \"path\": \"/EmailAddresses/0\","
            + " \"value\": {\"Address\": \"a@b.example\"}}",
        "{\"op\": \"add\", \"path\": \"/PhoneNumbers/-\","
            + " \"value\": {\"Type\": 9, \"Number\": \"01865 522111\"}}",
        "{\"op\": \"add\", \"path\": \"/PhoneNumbers/-\","
            + " \"value\": {\"Type\": \"Home\", \"Number\": \"01865 522111\"}}",
        "{\"op\": \"add\", \"path\": \"/PhoneNumbers/-\","
            + " \"value\": {\"Type\": 1, \"Number\": \"(01865) 522111\"}}",
        "{\"op\": \"replace\", \"path\": \"/Surname\", \"value\": \"\"}",
        "{\"op\": \"replace\", \"path\": \"/Title\", \"value\": \"The Right Honourable The\"}"
      })
  void any_other_change_of_a_person_is_refused(String operation) {
    var path = "/contacts/%s/persons/1".formatted(caller.anyId());

    assertThat(caller.patch(path, "[%s]".formatted(operation)).statusCode()).isEqualTo(400);
  }

  @Test
  void the_open_points_of_a_patch_are_choices() {
    var path = "/contacts/%s".formatted(caller.anyId());
    caller.options("{\"namesPhoneTypes\": true, \"flagsAsText\": true}");
    caller.desk().edit(path.substring(10), Json.object().put("notes", ""));

    assertThat(
            caller
                .patch(path, "[{\"op\": \"replace\", \"path\": \"/Active\", \"value\": \"true\"}]")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            caller
                .patch(path, "[{\"op\": \"replace\", \"path\": \"/Active\", \"value\": true}]")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_patch_in_another_media_type_is_refused() {
    var path = "/contacts/" + caller.anyId();

    assertThat(caller.patch(path, "application/json", "[]").statusCode()).isEqualTo(415);
  }
}
