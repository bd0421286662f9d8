package com.nurturehub.crm.sandbox.street;

import static com.nurturehub.crm.sandbox.Guest.encoded;
import static com.nurturehub.crm.sandbox.street.StreetGuest.ids;
import static com.nurturehub.crm.sandbox.street.StreetGuest.total;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Guest;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreetListTest {

  private final Guest guest = StreetGuest.of(250);
  private final Desk desk = guest.sandbox.street().desk(StreetGuest.NETWORK);

  @AfterEach
  void close() {
    guest.close();
  }

  @Test
  void a_person_has_every_attribute_of_the_description() {
    var attributes = guest.getJson(list("page[size]=1")).path("data").path(0).path("attributes");

    assertThat(attributes.propertyNames())
        .containsExactly(
            "full_name",
            "title",
            "first_name",
            "last_name",
            "address",
            "telephone_numbers",
            "email_addresses",
            "marketing_consent",
            "contact_preferences",
            "statuses",
            "created_at",
            "updated_at");
    assertThat(attributes.path("created_at").asString("")).matches("\\d{4}-\\d\\d-\\d\\dT.{8}Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oldest_first", "newest_first", "shuffled"})
  void all_pages_together_have_everybody_once_in_whatever_order(String order) {
    StreetGuest.option(guest, "order", order);
    List<String> all = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      all.addAll(ids(guest.getJson(list("page[size]=100&page[number]=" + page))));
    }

    assertThat(new HashSet<>(all)).hasSameSizeAs(all);
    assertThat(all).hasSize(total(guest.getJson(list(""))));
    assertThat(all).hasSizeBetween(225, 249);
  }

  @Test
  void a_shuffled_list_falls_into_another_order_when_somebody_goes() {
    StreetGuest.option(guest, "order", "shuffled");
    var before = ids(guest.getJson(list("page[size]=100")));
    desk.archive(before.getFirst());

    assertThat(ids(guest.getJson(list("page[size]=100"))).subList(0, 50))
        .isNotEqualTo(before.subList(1, 51));
  }

  @Test
  void an_answer_shows_one_moment_whoever_is_edited_meanwhile() throws Exception {
    StreetGuest.option(guest, "order", "shuffled");
    var everybody = ids(guest.getJson(list("page[size]=100")));
    var recent = list("page[size]=100&filter[updated_from]=" + Guest.NOW.minusSeconds(1));
    var there = new HashSet<>(everybody.subList(0, 20));
    there.forEach(this::edit);

    var editing = Thread.ofVirtual().start(() -> everybody.subList(20, 100).forEach(this::edit));
    while (editing.isAlive()) {
      assertThat(ids(guest.getJson(recent))).containsAll(there);
    }
  }

  private void edit(String id) {
    desk.edit(id, Json.object().put("first_name", "Ada"));
  }

  @Test
  void a_page_above_the_cap_is_cut_or_refused() {
    var cut = guest.getJson(list("page[size]=250"));
    assertThat(cut.path("data").size()).isEqualTo(100);
    assertThat(cut.path("meta").path("pagination").path("per_page").asInt()).isEqualTo(100);

    StreetGuest.option(guest, "refusesLargePages", true);

    assertThat(guest.get(list("page[size]=250")).statusCode()).isEqualTo(400);
  }

  @Test
  void links_repeat_the_page_number_and_leave_out_what_is_not_there() {
    var first = guest.getJson(list("page[size]=100")).path("links");
    var last = guest.getJson(list("page[size]=100&page[number]=3")).path("links");

    assertThat(first.has("prev")).isFalse();
    assertThat(first.path("next").asString(""))
        .endsWith("/street/open-api/v1/people?page[number]=1&page[size]=100&page[number]=2");
    assertThat(last.has("next")).isFalse();
    assertThat(last.path("prev").asString("")).endsWith("page[number]=2");
  }

  @Test
  void a_page_that_does_not_exist_is_empty() {
    var page = guest.getJson(list("page[size]=100&page[number]=9"));

    assertThat(page.path("data").size()).isZero();
    assertThat(page.path("meta").path("pagination").path("total_pages").asInt()).isEqualTo(3);
  }

  @Test
  void only_those_changed_within_a_span_are_listed() {
    var id = StreetGuest.anyId(guest);
    desk.edit(id, Json.object().put("first_name", "Ada"));
    var before = Guest.NOW.minusSeconds(1);

    assertThat(ids(guest.getJson(list("filter[updated_from]=" + before)))).containsExactly(id);
    assertThat(total(guest.getJson(list("filter[updated_to]=" + before))))
        .isEqualTo(total(guest.getJson(list(""))) - 1);
  }

  @Test
  void the_ends_of_a_span_belong_to_it_only_where_they_are_said_to() {
    var id = StreetGuest.anyId(guest);
    desk.edit(id, Json.object().put("first_name", "Ada"));
    var exactly = list("filter[updated_from]=" + Guest.NOW);
    assertThat(ids(guest.getJson(exactly))).isEmpty();

    StreetGuest.option(guest, "bounds", "inclusive");

    assertThat(ids(guest.getJson(exactly))).containsExactly(id);
  }

  @Test
  void people_are_found_by_any_address_and_any_number_of_theirs() {
    var id = desk.create(StreetGuest.person("Jo", "Bell", "jo@mail.example"));
    desk.edit(
        id,
        Json.ours(
            Bytes.of(
                """
                {"telephone_numbers": [{"value": "+447700900123", "notes": null, "primary": true}]}
                """)));

    assertThat(ids(guest.getJson(list("filter[email_address]=JO@mail.example"))))
        .containsExactly(id);
    assertThat(ids(guest.getJson(list("filter[telephone_number]=" + encoded("+447700900123")))))
        .containsExactly(id);
    assertThat(ids(guest.getJson(list("filter[email_address]=nobody@mail.example")))).isEmpty();
  }

  @Test
  void people_the_seed_made_are_found_by_what_they_show() {
    for (var person : guest.getJson(list("page[size]=50")).path("data")) {
      for (var email : person.path("attributes").path("email_addresses")) {
        var address = encoded(email.path("value").asString(""));
        assertThat(ids(guest.getJson(list("filter[email_address]=" + address))))
            .contains(person.path("id").asString(""));
      }
    }
  }

  @Test
  void a_part_of_an_address_finds_who_lives_there() {
    var line =
        guest
            .getJson(list("page[size]=1"))
            .path("data")
            .path(0)
            .path("attributes")
            .path("address")
            .path("single_line")
            .asString("");

    assertThat(ids(guest.getJson(list("filter[address]=" + encoded(line.substring(2))))))
        .isNotEmpty();
  }

  @Test
  void the_deleted_are_listed_only_when_asked_for() {
    var id = StreetGuest.anyId(guest);
    var live = total(guest.getJson(list("")));
    var only = total(guest.getJson(list("filter[trashed]=only")));
    desk.archive(id);

    assertThat(total(guest.getJson(list("")))).isEqualTo(live - 1);
    assertThat(ids(guest.getJson(list("filter[trashed]=only&page[size]=100")))).contains(id);
    assertThat(total(guest.getJson(list("filter[trashed]=only")))).isEqualTo(only + 1);
    assertThat(total(guest.getJson(list("filter[trashed]=with")))).isEqualTo(live + only);
    assertThat(guest.get("/people/" + id).statusCode()).isEqualTo(404);
    desk.unarchive(id);
    assertThat(guest.get("/people/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void a_deletion_moves_the_stamp_or_not() {
    var ids = ids(guest.getJson(list("page[size]=2")));
    var changed = list("filter[trashed]=only&filter[updated_from]=" + Guest.NOW.minusSeconds(1));
    desk.archive(ids.getFirst());
    StreetGuest.option(guest, "trashMoves", false);
    desk.archive(ids.getLast());

    assertThat(ids(guest.getJson(changed))).containsExactly(ids.getFirst());
  }

  @Test
  void what_is_gone_for_good_is_nowhere() {
    var id = StreetGuest.anyId(guest);

    desk.erase(id);

    assertThat(guest.get("/people/" + id).statusCode()).isEqualTo(404);
    assertThat(ids(guest.getJson(list("filter[trashed]=with&page[size]=100")))).doesNotContain(id);
  }

  @Test
  void linkage_is_shown_only_for_what_was_asked_for() {
    var plain = guest.getJson(list("page[size]=100"));
    var asked = guest.getJson(list("page[size]=100&include=applicants,ownedProperties"));

    assertThat(plain.path("data").valueStream()).noneMatch(person -> person.has("relationships"));
    assertThat(asked.path("data").valueStream())
        .allMatch(person -> person.path("relationships").has("applicants"))
        .allMatch(person -> person.path("relationships").has("ownedProperties"));
    var linked = new ArrayList<String>();
    asked
        .path("data")
        .forEach(person ->
            person
                .path("relationships")
                .path("applicants")
                .path("data")
                .forEach(link -> linked.add(link.path("id").asString(""))));
    assertThat(linked).isNotEmpty();
    assertThat(
            asked
                .path("included")
                .valueStream()
                .filter(one -> one.path("type").asString("").equals("applicant"))
                .map(one -> one.path("id").asString("")))
        .containsExactlyElementsOf(linked);
  }

  @Test
  void an_include_that_is_not_allowed_refuses_the_whole_call() {
    var refused = guest.get(list("include=notes"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(
            Guest.json(refused)
                .path("errors")
                .path(0)
                .path("source")
                .path("parameter")
                .asString(""))
        .isEqualTo("include");
  }

  @Test
  void a_filter_that_does_not_exist_is_refused_and_the_allowed_ones_are_named() {
    var refused = guest.get(list("filter[updated_since]=2026-01-01T00:00:00Z"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("updated_since", "trashed");
    assertThat(guest.get(list("filter[updated_from]=yesterday")).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zulu", "offset", "fraction"})
  void times_come_in_each_spelling_and_mean_the_same(String stamps) {
    StreetGuest.option(guest, "stamps", stamps);
    desk.edit(StreetGuest.anyId(guest), Json.object().put("first_name", "Ada"));
    var query = list("filter[updated_from]=" + Guest.NOW.minusSeconds(1));

    var written = guest.getJson(query).path("data").path(0).path("attributes").path("updated_at");

    assertThat(OffsetDateTime.parse(written.asString("")).toInstant())
        .isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
  }

  @Test
  void the_same_seed_makes_the_same_people() {
    try (var other = StreetGuest.of(250)) {
      assertThat(other.getJson(list("page[size]=100")).path("data"))
          .isEqualTo(guest.getJson(list("page[size]=100")).path("data"));
    }
  }

  private static String list(String query) {
    return "/people?" + query.replace("[", "%5B").replace("]", "%5D");
  }
}
