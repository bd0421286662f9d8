package com.nurturehub.crm.sandbox.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.sandbox.Guest;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.crm.Desk;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StreetFaultsTest {

  private static final String LIST = "/people?page%5Bsize%5D=100";

  private final Guest guest = StreetGuest.of(60);
  private final Desk desk = guest.sandbox.street().desk(StreetGuest.NETWORK);

  @AfterEach
  void close() {
    guest.close();
  }

  @ParameterizedTest
  @CsvSource({
    "500, 500 Internal Server Error",
    "502, 502 Bad Gateway",
    "503, 503 Service Unavailable"
  })
  void a_refusal_comes_as_json_api_spells_it(int status, String title) {
    fault(
        "{\"kind\": \"refuse\", \"status\": %d, \"operation\": \"people.list\", \"times\": 1}"
            .formatted(status));

    var refused = guest.get(LIST);

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(Guest.json(refused).path("errors").path(0).path("title").asString(""))
        .isEqualTo(title);
    assertThat(guest.get(LIST).statusCode()).isEqualTo(200);
  }

  @Test
  void a_body_breaks_off_and_a_connection_is_cut() {
    fault("{\"kind\": \"truncate\", \"times\": 1}");
    assertThatThrownBy(() -> guest.get(LIST)).isInstanceOf(UncheckedIOException.class);
    fault("{\"kind\": \"cutBefore\", \"times\": 1}");
    assertThatThrownBy(() -> guest.post("/notes", "{}")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_page_takes_its_time_by_the_number_of_its_rows() {
    StreetGuest.option(guest, "pageMillis", Duration.ofHours(1).toMillis());

    assertThat(guest.get(LIST + "&page%5Bnumber%5D=9").statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> guest.getWithin(Duration.ofMillis(300), LIST))
        .hasCauseInstanceOf(HttpTimeoutException.class);
    StreetGuest.option(guest, "pageMillis", 0);
    assertThat(guest.get(LIST).statusCode()).isEqualTo(200);
  }

  @Test
  void a_page_is_cut_short_while_it_claims_to_be_whole() {
    fault("{\"kind\": \"page\", \"twist\": \"cut_short\", \"times\": 1}");

    var page = guest.getJson(LIST);

    assertThat(page.path("data").size())
        .isLessThan(page.path("meta").path("pagination").path("count").asInt());
  }

  @Test
  void a_person_comes_twice_on_a_page() {
    fault("{\"kind\": \"page\", \"twist\": \"duplicate\", \"times\": 1}");

    var ids = StreetGuest.ids(guest.getJson(LIST));

    assertThat(new HashSet<>(ids)).hasSize(ids.size() - 1);
  }

  @Test
  void a_list_has_no_end() {
    fault("{\"kind\": \"page\", \"twist\": \"endless\"}");

    var far = guest.getJson(LIST + "&page%5Bnumber%5D=900");

    assertThat(far.path("data").size()).isGreaterThan(50);
    assertThat(far.path("links").has("next")).isTrue();
  }

  @Test
  void a_person_on_a_page_has_no_name() {
    fault("{\"kind\": \"page\", \"twist\": \"nameless\", \"times\": 1}");

    var first = guest.getJson(LIST).path("data").path(0).path("attributes");

    assertThat(first.path("first_name").isNull()).isTrue();
    assertThat(first.path("last_name").isNull()).isTrue();
  }

  @Test
  void everything_that_shows_a_poisoned_person_fails() {
    var id = StreetGuest.anyId(guest);
    desk.poison(id);
    assertThat(guest.get(LIST).statusCode()).isEqualTo(500);
    assertThat(guest.get("/people/" + id).statusCode()).isEqualTo(500);

    desk.heal(id);

    assertThat(guest.get(LIST).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Deformity.class)
  void a_deformed_person_is_listed_as_changed_and_leaves_the_rest_alone(Deformity how) {
    var id = StreetGuest.anyId(guest);
    var sound = guest.getJson("/people/" + id).path("data");

    desk.deform(id, how);

    var changed = guest.getJson(LIST + "&filter%5Bupdated_from%5D=" + Guest.NOW.minusSeconds(1));
    assertThat(changed.path("data").size()).isEqualTo(1);
    assertThat(changed.path("data").path(0)).isNotEqualTo(sound);
  }

  @Test
  void every_call_is_on_record_and_no_token_is() {
    guest.get(LIST);

    var told = guest.admin("GET", "/street/requests?operation=people.list", "").body();

    assertThat(told)
        .contains("\"customer\":\"RIVERSIDE\"", "page%5Bsize%5D=100", "application/vnd.api+json")
        .doesNotContain("street-riverside");
  }

  private void fault(String json) {
    assertThat(guest.admin("POST", "/street/faults", json).statusCode()).isEqualTo(201);
  }
}
