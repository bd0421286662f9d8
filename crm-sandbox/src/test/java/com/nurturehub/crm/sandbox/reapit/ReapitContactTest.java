package com.nurturehub.crm.sandbox.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Visitor;
import com.nurturehub.crm.sandbox.http.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReapitContactTest {

  private final Visitor visitor = Visitor.signedIn(60);

  @AfterEach
  void close() {
    visitor.close();
  }

  @Test
  void a_single_contact_carries_its_version_in_the_header_too() {
    var answer = visitor.get("/contacts/" + visitor.anyId());

    assertThat(answer.headers().firstValue("eTag"))
        .contains(Visitor.json(answer).path("_eTag").asString(""));
  }

  @Test
  void a_contact_that_nobody_knows_is_not_found() {
    var answer = visitor.get("/contacts/OXF99999999");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("Entity \\\"Contact\\\" (OXF99999999) was not found.");
  }

  @Test
  void a_contact_in_the_archive_is_found_by_its_id() {
    var id = visitor.anyId();
    visitor.sandbox.reapit().desk("RES").archive(id);

    assertThat(visitor.contact(id).path("fromArchive").asBoolean()).isTrue();
  }

  @Test
  void a_new_contact_is_answered_with_its_address_and_nothing_else() {
    var answer = visitor.post("/contacts/", Visitor.jo());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEmpty();
    var location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(visitor.sandbox.reapitPlatform() + "/contacts/OXF26");
    var contact = visitor.contact(location.substring(location.lastIndexOf('/') + 1));
    assertThat(contact.path("surname").asString("")).isEqualTo("Bell");
    assertThat(contact.path("created").asString("")).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(contact.path("metadata").path("nurtureHubId").asString("")).isEqualTo("c0ffee-1");
  }

  @ParameterizedTest
  @CsvSource({
    "INTERNAL,https://contacts.prod.paas.reapit.cloud/contacts/",
    "RELATIVE,/contacts/",
  })
  void the_address_of_a_new_contact_takes_several_forms(
      ReapitOptions.Location form, String expected) {
    visitor.sandbox.reapit().setOptions(ReapitOptions.usual().withLocation(form));

    assertThat(visitor.post("/contacts/", Visitor.jo()).headers().firstValue("Location"))
        .hasValueSatisfying(location -> assertThat(location).startsWith(expected));
  }

  @Test
  void the_address_of_a_new_contact_may_be_missing() {
    visitor
        .sandbox
        .reapit()
        .setOptions(ReapitOptions.usual().withLocation(ReapitOptions.Location.MISSING));
    var answer = visitor.post("/contacts/", Visitor.jo());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(visitor.ids("?email=jo@mail.example")).hasSize(1);
  }

  @Test
  void a_new_contact_is_unknown_until_the_replica_has_it() {
    visitor
        .sandbox
        .reapit()
        .setOptions(ReapitOptions.usual().withReplicaDelay(Duration.ofSeconds(3)));
    var id = visitor.created(Visitor.jo());

    assertThat(visitor.get("/contacts/" + id).statusCode()).isEqualTo(404);
    assertThat(visitor.ids("?email=jo@mail.example")).isEmpty();
    visitor.pass(Duration.ofSeconds(3));
    assertThat(visitor.get("/contacts/" + id).statusCode()).isEqualTo(200);
    assertThat(visitor.ids("?sortBy=-created&pageSize=1")).containsExactly(id);
  }

  @Test
  void posting_twice_makes_two_contacts() {
    visitor.post("/contacts/", Visitor.jo());
    visitor.post("/contacts/", Visitor.jo());

    assertThat(visitor.ids("?email=jo@mail.example")).hasSize(2);
    assertThat(visitor.sandbox.reapit().journal().createdByReference().get("RES/c0ffee-1"))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "surname          | {'marketingConsent':'grant','email':'a@b.example','officeIds':['OXF'],'negotiatorIds':['LRN']}",
        "marketingConsent | {'surname':'Bell','email':'a@b.example','officeIds':['OXF'],'negotiatorIds':['LRN']}",
        "officeIds        | {'surname':'Bell','marketingConsent':'grant','email':'a@b.example','negotiatorIds':['LRN']}",
        "negotiatorIds    | {'surname':'Bell','marketingConsent':'grant','email':'a@b.example','officeIds':['OXF']}",
        "email            | {'surname':'Bell','marketingConsent':'grant','officeIds':['OXF'],'negotiatorIds':['LRN']}",
        "email            | {'surname':'Bell','marketingConsent':'grant','email':'at home','officeIds':['OXF'],'negotiatorIds':['LRN']}",
        "marketingConsent | {'surname':'Bell','marketingConsent':'yes','email':'a@b.example','officeIds':['OXF'],'negotiatorIds':['LRN']}",
        "officeIds        | {'surname':'Bell','marketingConsent':'grant','email':'a@b.example','officeIds':['NOPE'],'negotiatorIds':['LRN']}",
        "negotiatorIds    | {'surname':'Bell','marketingConsent':'grant','email':'a@b.example','officeIds':['OXF'],'negotiatorIds':['NOPE']}",
        "title            | {'title':'The Right Honourable','surname':'Bell','marketingConsent':'grant','email':'a@b.example','officeIds':['OXF'],'negotiatorIds':['LRN']}",
        "dateOfBirth      | {'dateOfBirth':'1990-02-30','surname':'Bell','marketingConsent':'grant','email':'a@b.example','officeIds':['OXF'],'negotiatorIds':['LRN']}",
      })
  void an_incomplete_or_wrong_contact_is_refused_with_the_field(String field, String body) {
    var answer = visitor.post("/contacts/", body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Visitor.json(answer).path("errors").path(0).path("field").asString(""))
        .isEqualTo(field);
    assertThat(Visitor.json(answer).path("statusCode").asInt()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{'surname':", "[]", "{'surname': 7}", "{'officeIds': 'OXF'}"})
  void what_is_no_readable_contact_is_a_bad_request(String body) {
    assertThat(visitor.post("/contacts/", body.replace('\'', '"')).statusCode()).isEqualTo(400);
  }

  @Test
  void a_change_moves_version_and_stamp_and_is_answered_without_a_body() {
    var id = visitor.anyId();
    var before = visitor.contact(id);
    visitor.pass(Duration.ofMinutes(1));

    var answer = visitor.patch(id, visitor.tag(id), "{\"forename\": \"Ada\"}");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("eTag")).isEmpty();
    var after = visitor.contact(id);
    assertThat(after.path("forename").asString("")).isEqualTo("Ada");
    assertThat(after.path("surname")).isEqualTo(before.path("surname"));
    assertThat(after.path("_eTag")).isNotEqualTo(before.path("_eTag"));
    assertThat(after.path("modified").asString("")).isEqualTo("2026-11-23T10:01:00Z");
    assertThat(after.path("created")).isEqualTo(before.path("created"));
  }

  @Test
  void a_change_needs_the_current_version() {
    var id = visitor.anyId();
    var stale = visitor.tag(id);
    visitor.sandbox.reapit().desk("RES").edit(id, Json.object().put("forename", "Grace"));

    assertThat(visitor.patch(id, stale, "{\"forename\": \"Ada\"}").statusCode()).isEqualTo(412);
    assertThat(visitor.patchUnguarded(id, "{\"forename\": \"Ada\"}").statusCode()).isEqualTo(412);
    assertThat(visitor.contact(id).path("forename").asString("")).isEqualTo("Grace");
  }

  @Test
  void a_change_that_nobody_sees_moves_the_version_all_the_same() {
    var id = visitor.anyId();
    var stale = visitor.tag(id);
    visitor.sandbox.reapit().desk("RES").touchUnseen(id);

    assertThat(visitor.patch(id, stale, "{\"forename\": \"Ada\"}").statusCode()).isEqualTo(412);
  }

  @Test
  void null_is_ignored_and_an_empty_text_clears() {
    var id = visitor.created(Visitor.jo());

    visitor.patch(id, visitor.tag(id), "{\"forename\": null, \"title\": \"\"}");

    assertThat(visitor.contact(id).path("forename").asString("")).isEqualTo("Jo");
    assertThat(visitor.contact(id).path("title").asString("-")).isEmpty();
  }

  @Test
  void parts_of_an_address_can_be_changed() {
    var id = visitor.anyId();
    var postcode = visitor.contact(id).path("primaryAddress").path("postcode");

    visitor.patch(id, visitor.tag(id), "{\"primaryAddress\": {\"line1\": \"New Road\"}}");

    var address = visitor.contact(id).path("primaryAddress");
    assertThat(address.path("line1").asString("")).isEqualTo("New Road");
    assertThat(address.path("postcode")).isEqualTo(postcode);
  }

  @Test
  void further_details_are_written_by_label_and_read_as_a_list() {
    var id = visitor.anyId();

    visitor.patch(
        id,
        visitor.tag(id),
        "{\"additionalContactDetails\": {\"E-Mail 2\": \"second@mail.example\"}}");

    assertThat(visitor.contact(id).path("additionalContactDetails").toString())
        .isEqualTo("[{\"type\":\"E-Mail 2\",\"value\":\"second@mail.example\"}]");
    assertThat(visitor.ids("?email=second@mail.example")).containsExactly(id);
  }

  @Test
  void an_archived_contact_takes_no_change_but_consent() {
    var id = visitor.anyId();
    visitor.sandbox.reapit().desk("RES").archive(id);

    var refused = visitor.patch(id, visitor.tag(id), "{\"forename\": \"Ada\"}");
    var taken = visitor.patch(id, visitor.tag(id), "{\"marketingConsent\": \"deny\"}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("Unable to perform update operations on archived contacts.");
    assertThat(taken.statusCode()).isEqualTo(204);
    assertThat(visitor.contact(id).path("marketingConsent").asString("")).isEqualTo("deny");
  }

  @Test
  void a_contact_goes_to_the_archive_and_comes_back_by_a_change() {
    var id = visitor.anyId();

    visitor.patch(id, visitor.tag(id), "{\"fromArchive\": true}");
    assertThat(visitor.ids("?fromArchive=true&id=" + id)).containsExactly(id);
    assertThat(visitor.ids("?id=" + id)).isEmpty();

    visitor.patch(id, visitor.tag(id), "{\"fromArchive\": false, \"forename\": \"Ada\"}");
    assertThat(visitor.ids("?id=" + id)).containsExactly(id);
    assertThat(visitor.contact(id).path("archivedOn").isNull()).isTrue();
    assertThat(visitor.contact(id).path("forename").asString("")).isEqualTo("Ada");
  }

  @Test
  void metadata_is_replaced_or_merged_as_the_option_says() {
    var id = visitor.created(Visitor.jo());

    visitor.patch(id, visitor.tag(id), "{\"metadata\": {\"score\": 7}}");
    assertThat(visitor.contact(id).path("metadata").toString()).isEqualTo("{\"score\":7}");

    visitor.sandbox.reapit().setOptions(ReapitOptions.usual().withMetadata(true, true));
    visitor.patch(id, visitor.tag(id), "{\"metadata\": {\"band\": \"hot\"}}");
    assertThat(visitor.contact(id).path("metadata").toString())
        .isEqualTo("{\"score\":7,\"band\":\"hot\"}");
  }

  @Test
  void metadata_may_leave_the_version_as_it_is() {
    var id = visitor.created(Visitor.jo());
    visitor.sandbox.reapit().setOptions(ReapitOptions.usual().withMetadata(false, false));
    var before = visitor.tag(id);

    visitor.patch(id, before, "{\"metadata\": {\"score\": 7}}");

    assertThat(visitor.tag(id)).isEqualTo(before);
    assertThat(visitor.contact(id).path("metadata").path("score").asInt()).isEqualTo(7);
  }

  @Test
  void a_deleted_contact_and_an_erased_one_are_not_found_any_more() {
    var ids = visitor.ids("?pageSize=2");
    visitor.sandbox.reapit().desk("RES").delete(ids.getFirst());
    visitor.sandbox.reapit().desk("RES").erase(ids.getLast());

    assertThat(visitor.get("/contacts/" + ids.getFirst()).statusCode()).isEqualTo(404);
    assertThat(visitor.get("/contacts/" + ids.getLast()).statusCode()).isEqualTo(404);
    assertThat(visitor.ids("?pageSize=100")).doesNotContainAnyElementsOf(ids);
  }

  @Test
  void offices_negotiators_categories_and_roles_are_there_to_refer_to() {
    var offices = Visitor.json(visitor.get("/offices/"));
    var negotiators = Visitor.json(visitor.get("/negotiators/?officeId=OXF&active=true"));
    var roles = Visitor.json(visitor.get("/contacts/" + visitor.anyId() + "/relationships/"));

    assertThat(offices.path("_embedded").path(0).path("id").asString("")).isEqualTo("OXF");
    assertThat(negotiators.path("_embedded").valueStream())
        .isNotEmpty()
        .allMatch(one -> one.path("officeId").asString("").equals("OXF"));
    assertThat(roles.path("pageNumber").asInt()).isEqualTo(1);
    assertThat(visitor.get("/configuration/contactCategories").body())
        .contains("{\"id\":\"VEN\",\"value\":\"Vendor\"}");
    assertThat(visitor.get("/offices/OXF").statusCode()).isEqualTo(200);
    assertThat(visitor.get("/offices/NOPE").statusCode()).isEqualTo(404);
  }

  @Test
  void contacts_have_roles_of_several_kinds() {
    var kinds =
        visitor.ids("?pageSize=40").stream()
            .flatMap(id ->
                Visitor.json(visitor.get("/contacts/" + id + "/relationships"))
                    .path("_embedded")
                    .valueStream())
            .map(role -> role.path("associatedType").asString(""))
            .distinct();

    assertThat(kinds).contains("applicant", "landlord", "vendor", "tenancy", "offer");
  }
}
