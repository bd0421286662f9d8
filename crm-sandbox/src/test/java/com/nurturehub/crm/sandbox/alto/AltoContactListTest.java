package com.nurturehub.crm.sandbox.alto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AltoContactListTest {

  private final AltoCaller caller = AltoCaller.signedIn(200);

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void pages_lead_from_one_to_the_next_and_every_contact_comes_once() {
    var live = caller.idsOfAllPages("?active=true&max-results=30");
    var archived = caller.idsOfAllPages("?active=false&max-results=30");

    assertThat(live.size() + archived.size()).isEqualTo(200);
    assertThat(new HashSet<>(live)).hasSize(live.size()).doesNotContainAnyElementsOf(archived);
    assertThat(archived).isNotEmpty();
  }

  @Test
  void a_page_has_fifty_contacts_unless_something_else_was_asked_for() {
    assertThat(caller.items("?active=true")).hasSize(50);
    assertThat(caller.items("?active=true&max-results=7")).hasSize(7);
    assertThat(caller.get("/contacts/all?max-results=251").statusCode()).isEqualTo(400);
  }

  @Test
  void pages_are_small_if_told_to() {
    caller.options("{\"resultsMax\": 3}");

    assertThat(caller.items("?active=true&max-results=100")).hasSize(3);
    assertThat(caller.idsOfAllPages("?active=false&max-results=100"))
        .hasSizeGreaterThan(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void contacts_that_come_go_or_change_meanwhile_shift_nothing() {
    var before = caller.idsOfAllPages("?active=true&max-results=50");
    var page = caller.page("?active=true&max-results=50");
    caller.desk().delete(before.get(3));
    caller.desk().edit(before.get(7), Json.object().put("notes", "edited"));
    var added = caller.agentCreates("Newcomer");

    var rest = new ArrayList<String>();
    for (var next = page.path("meta").path("nextToken"); !next.isNull(); ) {
      page =
          caller.page(
              "?active=true&max-results=50&next-token=" + AltoCaller.encoded(next.asString()));
      page.path("items").forEach(item -> rest.add(item.path("id").asString("")));
      next = page.path("meta").path("nextToken");
    }

    assertThat(rest.subList(0, rest.size() - 1)).isEqualTo(before.subList(50, before.size()));
    assertThat(rest.getLast()).isEqualTo(added);
  }

  @Test
  void a_token_works_for_its_own_query_and_for_a_while() {
    var token =
        AltoCaller.encoded(caller.page("?active=true").path("meta").path("nextToken").asString(""));

    assertThat(caller.get("/contacts/all?active=false&next-token=" + token).statusCode())
        .isEqualTo(400);
    assertThat(caller.get("/contacts/all?active=true&next-token=bm8").statusCode()).isEqualTo(400);
    caller.options("{\"pageTokenLifeMillis\": 60000}");
    assertThat(caller.get("/contacts/all?active=true&next-token=" + token).statusCode())
        .isEqualTo(200);
    caller.sandbox.clock().advance(Duration.ofSeconds(61));
    caller.signIn();
    assertThat(caller.get("/contacts/all?active=true&next-token=" + token).statusCode())
        .isEqualTo(400);
  }

  @Test
  void only_what_changed_since_is_listed_if_asked_for() {
    var id = caller.anyId();
    caller.desk().touchUnseen(id);

    assertThat(caller.ids("?active=true&modified-from=2026-11-23T10:00:00Z")).containsExactly(id);
    assertThat(caller.ids("?active=true&modified-from=2026-11-23T10:00:01Z")).isEmpty();
    assertThat(caller.get("/contacts/all?modified-from=yesterday").statusCode()).isEqualTo(400);
  }

  @Test
  void contacts_are_chosen_by_category_and_persona() {
    assertThat(caller.items("?active=true&category=Client&max-results=250"))
        .isNotEmpty()
        .allMatch(item -> item.path("contactType").path("category").asString("").equals("Client"));
    assertThat(caller.items("?active=true&persona=Vendor&persona=Tenant&max-results=250"))
        .isNotEmpty()
        .allMatch(item ->
            item.path("contactType").path("persona").toString().matches(".*(Vendor|Tenant).*"));
    assertThat(caller.get("/contacts/all?category=Friend").statusCode()).isEqualTo(400);
    assertThat(caller.get("/contacts/all?sort=name").statusCode()).isEqualTo(400);
  }

  @Test
  void a_listing_that_asks_for_neither_shows_active_contacts_or_both() {
    var live = caller.idsOfAllPages("?active=true&max-results=90");
    assertThat(caller.idsOfAllPages("?max-results=90")).isEqualTo(live);

    caller.options("{\"listWithoutActive\": \"both\"}");
    assertThat(caller.idsOfAllPages("?max-results=90")).hasSize(200).containsAll(live);
  }

  @Test
  void a_page_is_wrong_on_purpose() {
    twist("cut_short");
    assertThat(caller.items("?active=true&max-results=30")).hasSize(20);
    twist("duplicate");
    assertThat(new HashSet<>(caller.ids("?active=true&max-results=30"))).hasSize(29);
    twist("nameless");
    assertThat(
            caller
                .items("?active=true")
                .getFirst()
                .path("contactInformation")
                .path(0)
                .path("surname")
                .isNull())
        .isTrue();
    twist("huge_field");
    assertThat(caller.get("/contacts/all?max-results=1").body()).hasSizeGreaterThan(10_000_000);
    twist("endless");
    var last = caller.page("?active=true&max-results=250");
    assertThat(last.path("meta").path("nextToken").isNull()).isFalse();
  }

  @Test
  void a_poisoned_contact_spoils_every_answer_it_is_in() {
    var id = caller.ids("?active=true&max-results=5").get(2);
    caller.desk().poison(id);

    assertThat(caller.get("/contacts/all?active=true&max-results=5").statusCode()).isEqualTo(500);
    assertThat(caller.get("/contacts/" + id).statusCode()).isEqualTo(500);
    caller.desk().heal(id);
    assertThat(caller.get("/contacts/all?active=true&max-results=5").statusCode()).isEqualTo(200);
  }

  @Test
  void an_agency_of_a_million_is_there_at_once_and_the_same_each_time() {
    var settings = AltoSettings.demo().with(AltoCaller.AGENCY, AltoSettings.CONTACTS_MAX);
    try (var one = new AltoCaller(settings);
        var other = new AltoCaller(settings)) {
      one.signIn();
      other.signIn();
      var query = "?active=true&category=Client&max-results=250&created-from=2024-05-05T00:00:00Z";

      var page = one.page(query);

      assertThat(page.path("items").size()).isEqualTo(250);
      assertThat(page.path("items")).isEqualTo(other.page(query).path("items"));
      var id = page.path("items").path(249).path("id").asString("");
      assertThat(one.contact(id)).isEqualTo(other.contact(id));
    }
  }

  private void twist(String how) {
    caller.admin("DELETE", "/alto/faults", "");
    caller.admin(
        "POST",
        "/alto/faults",
        "{\"kind\": \"page\", \"twist\": \"%s\", \"operation\": \"contacts.list\"}".formatted(how));
  }
}
