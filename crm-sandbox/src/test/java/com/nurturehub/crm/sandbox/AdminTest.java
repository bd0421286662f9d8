package com.nurturehub.crm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.reapit.ReapitOptions;
import com.nurturehub.crm.sandbox.reapit.ReapitSettings;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminTest {

  private final Visitor visitor = Visitor.signedIn(500);

  @AfterEach
  void close() {
    visitor.close();
  }

  @Test
  void an_agent_creates_edits_archives_and_deletes_over_http() {
    var contacts = "/reapit/customers/RES/contacts";
    var id =
        Visitor.json(visitor.admin("POST", contacts, "{\"surname\": \"Byron\"}"))
            .path("id")
            .asString("");
    var one = contacts + "/" + id;

    visitor.admin("PATCH", one, "{\"surname\": \"Lovelace\"}");
    assertThat(visitor.contact(id).path("surname").asString("")).isEqualTo("Lovelace");
    visitor.admin("POST", one + "/archive", "");
    assertThat(visitor.ids("?fromArchive=true&id=" + id)).containsExactly(id);
    visitor.admin("POST", one + "/unarchive", "");
    assertThat(visitor.ids("?id=" + id)).containsExactly(id);
    assertThat(visitor.admin("DELETE", one, "").statusCode()).isEqualTo(204);
    assertThat(visitor.get("/contacts/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void many_contacts_are_edited_at_once_and_come_last_in_the_order_of_modification() {
    var answer =
        visitor.admin("POST", "/reapit/customers/RES/contacts-in-bulk", "{\"percent\": 10}");
    var edited = Visitor.json(answer).path("edited").asInt();

    var since = Visitor.json(visitor.get("/contacts?pageSize=100&modifiedFrom=" + Visitor.NOW));

    assertThat(edited).isBetween(25, 80);
    assertThat(since.path("totalCount").asInt()).isEqualTo(edited);
    assertThat(since.path("_embedded").valueStream())
        .allMatch(one -> one.path("mobilePhone").asString("").matches("07400 \\d{6}"));
  }

  @Test
  void the_clock_moves_when_told() {
    visitor.admin("PUT", "/clock", "{\"advanceMillis\": 90000}");

    assertThat(visitor.get("/contacts").headers().firstValue("Date"))
        .contains("Mon, 23 Nov 2026 10:01:30 GMT");
    visitor.admin("PUT", "/clock", "{\"offsetMillis\": -600000}");
    assertThat(visitor.sandbox.clock().instant()).isEqualTo(Visitor.NOW.minusSeconds(600));
  }

  @Test
  void what_does_not_exist_is_said_so() {
    assertThat(visitor.admin("GET", "/nothing", "").statusCode()).isEqualTo(404);
    assertThat(
            visitor.admin("POST", "/reapit/customers/RES/contacts/NOBODY/archive", "").statusCode())
        .isEqualTo(400);
    assertThat(visitor.admin("POST", "/reapit/customers/NOBODY/contacts", "{}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void options_and_limits_are_seen_and_set() {
    visitor.admin("PUT", "/reapit/options", "{\"location\": \"missing\"}");

    assertThat(visitor.sandbox.reapit().options().location())
        .isEqualTo(ReapitOptions.Location.MISSING);
    visitor.admin("PUT", "/reapit/limits", "{\"atOnce\": 2}");
    assertThat(visitor.admin("GET", "/reapit/limits", "").body()).contains("\"atOnce\":2");
  }

  @Test
  void a_customer_of_a_million_is_there_at_once_and_the_same_each_time() {
    var million = Map.of("BIG", ReapitSettings.CONTACTS_MAX);
    var settings = SandboxSettings.demo();
    var big = settings.withReapit(settings.reapit().withCustomers(million));
    try (var one = new Visitor(big);
        var other = new Visitor(big)) {
      one.signIn();
      other.signIn();
      var query = "/contacts?pageSize=100&pageNumber=7654&sortBy=-modified";

      var page = one.send(one.request(query).setHeader("reapit-customer", "BIG"));

      assertThat(page.body())
          .isEqualTo(other.send(other.request(query).setHeader("reapit-customer", "BIG")).body());
      assertThat(Visitor.json(page).path("totalCount").asInt()).isBetween(950_000, 970_000);
    }
  }

  @Test
  void arguments_come_before_the_environment() {
    var wishes =
        SandboxMain.Wishes.of(
            new String[] {"port=1234", "customers=RES:5,ABC:7"},
            Map.of("SANDBOX_PORT", "99", "SANDBOX_SEED", "42", "SANDBOX_CONTACTS", "6"));

    assertThat(wishes.settings().port()).isEqualTo(1234);
    assertThat(wishes.settings().seed()).isEqualTo(42);
    assertThat(wishes.settings().reapit().customers()).isEqualTo(Map.of("RES", 6, "ABC", 7));
  }
}
