package com.nurturehub.crm.sandbox.alto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The three shapes of one contact.
class AltoContactViewsTest {

  private final AltoCaller caller = AltoCaller.signedIn(200);

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void a_listed_contact_has_persona_but_neither_address_nor_person_ids() {
    var item = caller.items("?active=true&category=Client").getFirst();

    assertThat(item.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "links",
            "contactType",
            "contactInformation",
            "position",
            "intention",
            "disposal",
            "branch",
            "leadSource",
            "isActive",
            "potentialVendor",
            "potentialLandlord",
            "createdAt",
            "modifiedAt",
            "notes",
            "companyName",
            "applicantRequirements");
    assertThat(item.path("contactType").path("persona").size()).isPositive();
    assertThat(item.path("contactInformation").path(0).propertyNames())
        .containsExactlyInAnyOrder("title", "foreName", "surname", "phoneNumber", "emailAddress");
    assertThat(item.path("position").isString()).isTrue();
    assertThat(item.path("modifiedAt").asString(""))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}\\+00:00");
  }

  @Test
  void a_single_contact_has_address_and_person_ids_but_no_persona() {
    var contact = caller.contact(caller.anyId());

    assertThat(contact.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "links",
            "address",
            "branch",
            "people",
            "category",
            "lead",
            "position",
            "intention",
            "disposal",
            "notes",
            "archived",
            "companyName",
            "potentialVendor",
            "potentialLandlord",
            "applicantRequirements",
            "modifiedDate");
    assertThat(contact.path("people").path(0).propertyNames())
        .containsExactlyInAnyOrder(
            "id", "links", "title", "forename", "surname", "phoneNumbers", "emailAddresses");
    assertThat(contact.path("address").path("postcode").asString("")).isNotEmpty();
    assertThat(contact.path("position").path("code").asString("")).isNotEmpty();
  }

  @Test
  void a_found_contact_has_yet_other_names() {
    var id = caller.anyId();
    var found = AltoCaller.json(caller.get("/contacts/search?query=" + id)).path("items").path(0);

    assertThat(found.path("contactId").asString("")).isEqualTo(id);
    assertThat(found.path("people").path(0).propertyNames())
        .containsExactlyInAnyOrder(
            "personId", "title", "forename", "surname", "emails", "phoneNumbers");
    assertThat(found.has("registeredOn")).isTrue();
    assertThat(found.has("contactType")).isFalse();
  }

  @Test
  void some_contacts_are_two_people_under_one_roof() {
    var couple =
        caller.items("?active=true&max-results=250").stream()
            .filter(item -> item.path("contactInformation").size() == 2)
            .findFirst()
            .orElseThrow();
    var people = caller.contact(couple.path("id").asString("")).path("people");

    assertThat(people.path(0).path("id").asString("")).isEqualTo("1");
    assertThat(people.path(1).path("id").asString("")).isEqualTo("2");
    assertThat(people.path(0).path("surname")).isEqualTo(people.path(1).path("surname"));
    assertThat(
            caller.get("/contacts/%s/persons/2".formatted(couple.path("id").asString(""))).body())
        .contains("\"isContactArchived\":false");
  }

  @Test
  void contacts_are_found_by_address_number_and_name() {
    caller.post("/contacts", AltoCaller.jo());

    for (var query : new String[] {"JO@mail.example", "07700 900123", "jo bell", "Fulham Road"}) {
      var answer =
          AltoCaller.json(caller.get("/contacts/search?query=" + AltoCaller.encoded(query)));
      assertThat(answer.path("items").toString()).as(query).contains("jo@mail.example");
    }
    var none = AltoCaller.json(caller.get("/contacts/search?query=nobody@mail.example"));
    assertThat(none.path("items").isEmpty()).isTrue();
    assertThat(caller.get("/contacts/search").statusCode()).isEqualTo(400);
  }

  @Test
  void an_untouched_contact_is_found_by_its_address() {
    var item =
        caller.items("?active=true").stream()
            .filter(one -> one.path("contactInformation").path(0).hasNonNull("emailAddress"))
            .findFirst()
            .orElseThrow();
    var email = item.path("contactInformation").path(0).path("emailAddress").asString("");

    var found = AltoCaller.json(caller.get("/contacts/search?query=" + AltoCaller.encoded(email)));

    assertThat(found.path("items").path(0).path("contactId")).isEqualTo(item.path("id"));
  }

  @Test
  void several_ids_are_answered_in_one_of_three_shapes() {
    var ids = caller.ids("?active=true&max-results=2");
    var query = "/contacts?id=%s&id=%s".formatted(ids.get(0), ids.get(1));

    assertThat(AltoCaller.json(caller.get(query)).path("id").asString("")).isEqualTo(ids.get(0));
    caller.options("{\"byIds\": \"array\"}");
    assertThat(Json.arrayIn(Bytes.of(caller.get(query).body())).orElseThrow()).hasSize(2);
    caller.options("{\"byIds\": \"items\"}");
    assertThat(AltoCaller.json(caller.get(query)).path("items").size()).isEqualTo(2);
    assertThat(caller.get("/contacts?" + "id=1&".repeat(51)).statusCode()).isEqualTo(400);
  }

  @Test
  void who_is_unknown_is_not_found() {
    var answer = caller.get("/contacts/999999999");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(AltoCaller.json(answer).path("errors").path(0).path("code").asString(""))
        .isEqualTo("NotFound");
    assertThat(caller.get("/contacts/" + caller.anyId() + "/persons/9").statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_contact_deleted_in_the_window_is_gone_or_nameless() {
    var ids = caller.ids("?active=true&max-results=3");
    caller.desk().delete(ids.get(0));
    caller.desk().erase(ids.get(1));
    caller.options("{\"erased\": \"nameless\"}");
    caller.desk().erase(ids.get(2));

    assertThat(caller.get("/contacts/" + ids.get(0)).statusCode()).isEqualTo(404);
    assertThat(caller.get("/contacts/" + ids.get(1)).statusCode()).isEqualTo(404);
    assertThat(caller.contact(ids.get(2)).path("people").path(0).path("surname").asString(""))
        .isEqualTo("Removed");
  }

  @ParameterizedTest
  @EnumSource(Deformity.class)
  void a_contact_out_of_shape_leaves_its_page_readable(Deformity how) {
    var ids = caller.ids("?active=true&max-results=3");

    caller.desk().deform(ids.get(1), how);

    assertThat(caller.items("?active=true&max-results=3")).hasSize(3);
    assertThat(caller.get("/contacts/" + ids.get(1)).statusCode()).isEqualTo(200);
    assertThat(caller.get("/contacts/%s/preferences".formatted(ids.get(1))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void wrong_types_and_half_a_surrogate_pair_reach_the_wire() {
    var ids = caller.ids("?active=true&max-results=2");
    caller.desk().deform(ids.get(0), Deformity.WRONG_TYPES);
    caller.desk().deform(ids.get(1), Deformity.LONE_SURROGATE);

    assertThat(caller.get("/contacts/" + ids.get(0)).body())
        .contains("\"surname\":4711")
        .contains("\"phoneNumbers\":[[true]]")
        .contains("\"emailAddresses\":{\"value\":1.5}");
    assertThat(caller.get("/contacts/" + ids.get(1)).body())
        .contains("\"surname\":\"Sm\\uD83Dith\"");
  }
}
