package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.crm.Deformity;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Some of a CRM's records are not as they should be. The others must not suffer.
class BadRecordsTest {

  private static final int GOOD = 300;

  private final TheService service = TheService.running();

  @Test
  void what_cannot_be_taken_is_put_aside_and_the_books_balance() {
    var office = service.office("bad-records");
    var desk = service.sandbox().reapit().desk("BAD");
    var huge = desk.create(person("Huge"));
    desk.deform(huge, Deformity.HUGE_FIELD);
    var nameless = desk.create(person("Nameless"));
    desk.deform(nameless, Deformity.NO_NAME);
    var misshapen = desk.create(person("Misshapen"));
    desk.deform(misshapen, Deformity.WRONG_TYPES);
    var poison = desk.create(person("Poison"));
    desk.poison(poison);

    office.connect("BAD");
    var tally = office.endedRun().path("tally");
    var aside =
        office
            .ask("{ quarantine { edges { node { externalId reason raw } } } }")
            .at("/quarantine/edges");

    // Of the poisoned one not even the id can be read.
    assertThat(aside.findValuesAsString("externalId"))
        .containsExactlyInAnyOrder(huge, nameless, misshapen, "");
    assertThat(aside.findValuesAsString("reason")).doesNotContain("");
    assertThat(aside.findValuesAsString("raw")).allMatch(raw -> raw.length() < 100_000);
    assertThat(tally).isEqualTo(tally(GOOD + 4, GOOD, 4));
  }

  private static JsonNode tally(int read, int created, int quarantined) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("read", read)
        .put("created", created)
        .put("updated", 0)
        .put("unchanged", 0)
        .put("conflicted", 0)
        .put("quarantined", quarantined);
  }

  private static ObjectNode person(String surname) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("title", "Ms")
        .put("forename", "Ada")
        .put("surname", surname)
        .put("email", surname.toLowerCase(Locale.ROOT) + "@example.org")
        .put("marketingConsent", "grant");
  }
}
