package com.nurturehub.crm.sandbox.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Visitor;
import com.nurturehub.crm.sandbox.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ReapitContactListTest {

  private static final int CONTACTS = 1_000;

  private static Visitor visitor;

  @BeforeAll
  static void open() {
    visitor = Visitor.signedIn(CONTACTS);
  }

  @AfterAll
  static void close() {
    visitor.close();
  }

  @Test
  void a_page_says_what_it_is_and_links_by_paging_only() {
    var page = Visitor.json(visitor.get("/contacts/?pageSize=100&pageNumber=2&sortBy=modified"));
    var links = page.path("_links");

    assertThat(page.path("pageNumber").asInt()).isEqualTo(2);
    assertThat(page.path("pageSize").asInt()).isEqualTo(100);
    assertThat(page.path("pageCount").asInt())
        .isEqualTo(100)
        .isEqualTo(page.path("_embedded").size());
    assertThat(page.path("totalPageCount").asInt())
        .isEqualTo((page.path("totalCount").asInt() + 99) / 100);
    assertThat(links.path("self").path("href").asString(""))
        .isEqualTo("/contacts/?PageNumber=2&PageSize=100");
    assertThat(links.path("next").path("href").asString(""))
        .isEqualTo("/contacts/?PageNumber=3&PageSize=100");
  }

  @Test
  void the_last_page_has_the_rest_and_no_next_one() {
    var total = Visitor.json(visitor.get("/contacts/?pageSize=1")).path("totalCount").asInt();
    var last = (total + 99) / 100;
    var page = Visitor.json(visitor.get("/contacts/?pageSize=100&pageNumber=" + last));

    assertThat(page.path("pageCount").asInt()).isEqualTo(total - 100 * (last - 1));
    assertThat(page.path("_links").has("next")).isFalse();
  }

  @Test
  void a_page_past_the_end_is_empty() {
    var page = Visitor.json(visitor.get("/contacts/?pageSize=100&pageNumber=500"));

    assertThat(page.path("_embedded").isEmpty()).isTrue();
    assertThat(page.path("pageCount").asInt()).isZero();
  }

  @Test
  void twenty_five_are_on_a_page_if_nobody_says_how_many() {
    assertThat(visitor.contacts("")).hasSize(25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pageSize=0",
        "pageSize=101",
        "pageNumber=0",
        "pageSize=many",
        "sortBy=surname",
        "modifiedFrom=yesterday",
        "modifiedFrom=2026-01-01T00:00:00",
        "email=a@b.example,c@d.example",
        "marketingConsent=maybe",
        "active=yes",
        "includeUnsubscribed=true",
        "embed=everything",
        "metadata=nurtureHubId%20%24eq%20'x'",
        "metadata=metadata.x%20%24like%20'x'"
      })
  void what_cannot_be_understood_is_refused(String query) {
    assertThat(visitor.get("/contacts/?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void names_of_parameters_may_be_written_in_any_case() {
    assertThat(visitor.contacts("?PageSize=7&PageNumber=1&SORTBY=-created")).hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "modified"})
  void sorting_by_a_time_is_by_that_time_and_the_reverse_is_the_reverse(String time) {
    var ascending = all("?sortBy=" + time);
    var descending = all("?sortBy=-" + time);

    assertThat(ascending)
        .isSortedAccordingTo(Comparator.comparing(contact -> contact.path(time).asString("")));
    assertThat(ascending.reversed()).isEqualTo(descending);
  }

  @Test
  void sorting_by_name_is_by_name() {
    var names =
        all("?sortBy=name").stream()
            .map(contact -> contact.path("surname").asString("").toLowerCase(Locale.ROOT))
            .toList();

    assertThat(names).isSorted();
  }

  @Test
  void live_contacts_and_the_archive_are_never_in_one_answer() {
    var live = all("?sortBy=created");
    var archived = all("?sortBy=created&fromArchive=true");

    assertThat(live).allMatch(contact -> !contact.path("fromArchive").asBoolean());
    assertThat(archived)
        .allMatch(contact -> contact.path("fromArchive").asBoolean())
        .allMatch(contact -> contact.path("archivedOn").isString());
    assertThat(live.size() + archived.size()).isEqualTo(CONTACTS);
    assertThat(archived.size()).isBetween(CONTACTS / 50, CONTACTS / 15);
  }

  @Test
  void windows_of_time_include_both_ends() {
    var sorted = all("?sortBy=modified");
    var from = sorted.get(100).path("modified").asString("");
    var to = sorted.get(200).path("modified").asString("");
    var wanted =
        sorted.stream()
            .filter(contact -> isWithin(contact.path("modified").asString(""), from, to))
            .toList();

    assertThat(all("?sortBy=modified&modifiedFrom=" + from + "&modifiedTo=" + to))
        .isEqualTo(wanted);
    assertThat(wanted).hasSizeGreaterThan(99);
  }

  @Test
  void both_windows_hold_together() {
    var sorted = all("?sortBy=created");
    var createdTo = sorted.get(500).path("created").asString("");
    var modifiedFrom = sorted.get(450).path("modified").asString("");
    var wanted =
        sorted.stream()
            .filter(contact ->
                contact.path("created").asString("").compareTo(createdTo) <= 0
                    && contact.path("modified").asString("").compareTo(modifiedFrom) >= 0)
            .toList();

    assertThat(all("?sortBy=created&createdTo=" + createdTo + "&modifiedFrom=" + modifiedFrom))
        .isEqualTo(wanted);
  }

  @Test
  void an_edited_contact_moves_to_the_end_of_the_order_by_modification_only() {
    var id = visitor.ids("?sortBy=created&pageSize=1&pageNumber=300").getFirst();
    visitor.pass(Duration.ofSeconds(1));

    visitor.sandbox.reapit().desk("RES").edit(id, Json.object().put("forename", "Ada"));

    assertThat(visitor.ids("?sortBy=-modified&pageSize=1")).containsExactly(id);
    assertThat(visitor.ids("?sortBy=created&pageSize=1&pageNumber=300")).containsExactly(id);
  }

  @Test
  void a_stamp_in_the_future_is_possible_and_can_be_kept_out() {
    var id = visitor.anyId();
    visitor
        .sandbox
        .reapit()
        .desk("RES")
        .edit(id, Json.object().put("modified", "2099-01-01T00:00:00Z"));

    assertThat(visitor.ids("?sortBy=-modified&pageSize=1")).containsExactly(id);
    assertThat(visitor.ids("?sortBy=-modified&pageSize=1&modifiedTo=" + Visitor.NOW))
        .doesNotContain(id);
    visitor.sandbox.reapit().desk("RES").touchUnseen(id);
  }

  @Test
  void a_fifth_of_all_contacts_share_their_stamp_with_another() {
    var stamps = new HashSet<String>();
    all("?sortBy=modified").forEach(one -> stamps.add(one.path("modified").asString("")));

    assertThat(stamps).hasSizeLessThan(CONTACTS * 82 / 100);
  }

  @Test
  void every_contact_is_complete_json_with_every_member() {
    var members =
        List.of(
            "id",
            "created",
            "modified",
            "title",
            "forename",
            "surname",
            "dateOfBirth",
            "active",
            "marketingConsent",
            "identityCheck",
            "source",
            "homePhone",
            "workPhone",
            "mobilePhone",
            "email",
            "archivedOn",
            "fromArchive",
            "primaryAddress",
            "secondaryAddress",
            "workAddress",
            "officeIds",
            "negotiatorIds",
            "categoryIds",
            "communicationPreferenceLetter",
            "communicationPreferenceEmail",
            "communicationPreferencePhone",
            "communicationPreferenceSMS",
            "additionalContactDetails",
            "metadata",
            "extrasField",
            "_eTag",
            "_links",
            "_embedded");

    assertThat(all("?sortBy=created"))
        .allSatisfy(contact ->
            assertThat(contact.propertyNames()).containsExactlyInAnyOrderElementsOf(members));
    assertThat(all("?sortBy=created"))
        .allMatch(contact -> contact.path("_eTag").asString("").matches("\"[0-9A-F]{32}\""))
        .allMatch(contact ->
            !Instant.parse(contact.path("modified").asString(""))
                .isBefore(Instant.parse(contact.path("created").asString(""))));
  }

  private static List<ObjectNode> all(String query) {
    List<ObjectNode> all = new ArrayList<>();
    for (int page = 1; ; page++) {
      var contacts = visitor.contacts(query + "&pageSize=100&pageNumber=" + page);
      all.addAll(contacts);
      if (contacts.size() < 100) {
        return all;
      }
    }
  }

  private static boolean isWithin(String stamp, String from, String to) {
    return stamp.compareTo(from) >= 0 && stamp.compareTo(to) <= 0;
  }
}
