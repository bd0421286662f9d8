package com.nurturehub.crm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.journal.Journal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalTest {

  private final Visitor visitor = Visitor.signedIn(60);
  private final Journal journal = visitor.sandbox.reapit().journal();

  @AfterEach
  void close() {
    visitor.close();
  }

  @Test
  void a_write_is_remembered_with_its_body_and_its_guard() {
    var id = visitor.anyId();
    var tag = visitor.tag(id);
    visitor.patch(id, tag, "{\"forename\": \"Ada\"}");

    var told = journal.writes().getLast();

    assertThat(told.operation()).isEqualTo("contacts.update");
    assertThat(told.customer()).isEqualTo("RES");
    assertThat(told.path()).isEqualTo("/platform/contacts/" + id);
    assertThat(told.body()).isEqualTo("{\"forename\": \"Ada\"}");
    assertThat(told.headers())
        .containsEntry("if-match", tag)
        .containsEntry("authorization", "Bearer");
    assertThat(told.status()).isEqualTo(204);
    assertThat(told.arrivedAt()).isEqualTo(Visitor.NOW);
    assertThat(told.inFlight()).isEqualTo(1);
  }

  @Test
  void reads_are_remembered_in_a_ring_and_writes_all() {
    try (var small = new Visitor(SandboxSettings.demo().withReadsKept(3))) {
      small.sandbox.reapit().liftLimits();
      small.signIn();
      for (int call = 0; call < 5; call++) {
        small.post("/contacts", Visitor.jo());
        small.get("/offices");
      }

      assertThat(small.sandbox.reapit().journal().writes()).hasSize(5);
      assertThat(small.sandbox.reapit().journal().find(told -> told.method().equals("GET"), 100))
          .hasSize(3);
      assertThat(small.sandbox.reapit().journal().counts().of("offices.list")).isEqualTo(5);
    }
  }

  @Test
  void calls_are_counted_by_operation_and_status() {
    visitor.get("/contacts");
    visitor.get("/contacts");
    visitor.get("/contacts/NOBODY");
    visitor.get("/nowhere");

    var counts = journal.counts();

    assertThat(counts.of("contacts.list")).isEqualTo(2);
    assertThat(counts.of("contacts.get")).isEqualTo(1);
    assertThat(counts.of("unknown")).isEqualTo(1);
    assertThat(counts.answeredWith(404)).isEqualTo(1);
    assertThat(counts.inFlightMax()).containsEntry("RES", 1);
  }

  @Test
  void the_busiest_second_is_any_second() {
    journal.clear();
    for (int call = 0; call < 4; call++) {
      visitor.get("/offices");
      visitor.pass(Duration.ofMillis(400));
    }

    assertThat(journal.counts().perSecondMax()).isEqualTo(3);
  }

  @Test
  void creations_are_known_by_our_reference_also_when_their_answer_was_lost() {
    visitor
        .sandbox
        .reapit()
        .faults()
        .set(Fault.always(new Harm.TimeOutAfter(Duration.ZERO)).on("contacts.create").times(1));

    visitor.post("/contacts", Visitor.jo());

    var created = journal.createdByReference();
    assertThat(created).containsOnlyKeys("RES/c0ffee-1");
    assertThat(created.get("RES/c0ffee-1")).isEqualTo(visitor.ids("?email=jo@mail.example"));
    assertThat(journal.writes().getLast().harms()).isEqualTo(List.of("TimeOutAfter[hold=PT0S]"));
  }

  @Test
  void opt_outs_that_arrived_are_remembered() {
    var id = visitor.anyId();
    visitor.patch(id, visitor.tag(id), "{\"marketingConsent\": \"deny\"}");

    assertThat(journal.optOuts()).containsExactly(new Journal.OptOut("RES", id, Visitor.NOW));
  }

  @Test
  void the_record_can_be_asked_over_http() {
    visitor.post("/contacts", Visitor.jo());
    visitor.get("/contacts");

    var writes = visitor.admin("GET", "/reapit/requests?writes=true&operation=contacts.create", "");
    var counters = Visitor.json(visitor.admin("GET", "/reapit/counters", ""));

    assertThat(writes.body()).contains("c0ffee-1").doesNotContain("contacts.list");
    assertThat(counters.path("byOperation").path("contacts.create").asInt()).isEqualTo(1);
    assertThat(counters.path("createdByReference").path("RES/c0ffee-1").size()).isEqualTo(1);
    assertThat(visitor.admin("DELETE", "/reapit/requests", "").statusCode()).isEqualTo(204);
    assertThat(journal.writes()).isEmpty();
  }
}
