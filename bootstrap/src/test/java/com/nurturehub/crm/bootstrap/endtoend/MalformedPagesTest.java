package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.fault.Fault;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.PageTwist;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// A CRM answers with pages that are not what they should be.
class MalformedPagesTest {

  private static final String LIST = "contacts.list";

  private final TheService service = TheService.running();

  @AfterEach
  void lift() {
    service.sandbox().reapit().faults().liftAll();
  }

  @Test
  void a_page_that_cannot_be_read_is_asked_for_again_and_nobody_is_lost() {
    var office = service.office("garbled");
    Stream.of(new Harm.Garble(), new Harm.WrongType(), new Harm.Truncate())
        .forEach(harm -> set(Fault.always(harm).times(1), "GBL"));

    assertThat(office.connect("GBL").path("__typename").asString()).isEqualTo("Connected");
    var first = office.endedRun().path("tally");
    set(Fault.always(new Harm.Garble()).times(2), "GBL");
    var second = office.fullPass(service).path("tally");

    assertThat(first.path("created").asInt()).isEqualTo(450);
    assertBalanced(first);
    assertThat(second.path("unchanged").asInt()).isEqualTo(450);
    assertBalanced(second);
  }

  @ParameterizedTest
  @CsvSource({"DUPLICATE, DUP", "CUT_SHORT, CUT"})
  void a_page_with_the_wrong_contacts_on_it_loses_nobody_and_doubles_nobody(
      PageTwist twist, String customer) {
    var office = service.office("page-" + customer.toLowerCase(Locale.ROOT));
    assertThat(office.connect(customer).path("__typename").asString()).isEqualTo("Connected");
    office.endedRun();
    set(Fault.always(new Harm.Twist(twist)).times(1), customer);

    var tally = office.fullPass(service).path("tally");

    assertBalanced(tally);
    assertThat(tally.path("created").asInt()).isZero();
    assertThat(office.integration().path("linkedContacts").asInt()).isEqualTo(450);
    assertThat(
            office
                .ask("{ contacts(filter: {archived: INCLUDED}) { totalCount } }")
                .at("/contacts/totalCount")
                .asInt())
        .isEqualTo(450);
  }

  @Test
  void a_crm_that_answers_only_nonsense_is_not_connected_and_the_agency_is_told() {
    var office = service.office("nonsense");
    service.sandbox().reapit().faults().set(Fault.always(new Harm.Garble()).forCustomer("NON"));

    var answer = office.connect("NON");

    assertThat(answer.path("__typename").asString()).isEqualTo("CrmUnreachable");
    assertThat(answer.path("message").asString()).contains("Reapit");
    assertThat(office.integration().path("status").asString()).isEqualTo("NOT_CONNECTED");
  }

  @Test
  void nonsense_at_one_agency_costs_another_nothing() {
    var unlucky = service.office("nonsense-here");
    unlucky.connect("NSN");
    unlucky.endedRun();
    set(Fault.always(new Harm.GzipBomb(256L * 1024 * 1024)), "NSN");
    unlucky.askForFullPass(service);
    Office.await(this::bombs, bombs -> bombs > 0);

    var beside = service.office("nonsense-beside");
    beside.connect("BSD");
    var tally = beside.endedRun().path("tally");

    assertThat(tally.path("created").asInt()).isEqualTo(250);
    assertThat(beside.integration().path("alerts")).isEmpty();
    assertThat(beside.integration().path("health").asString()).isEqualTo("GREEN");
    assertThat(unlucky.lastRun().path("state").asString()).isEqualTo("RUNNING");
    assertThat(unlucky.integration().path("linkedContacts").asInt()).isEqualTo(60);
  }

  private int bombs() {
    return service
        .sandbox()
        .reapit()
        .journal()
        .find(told -> told.customer().equals("NSN") && !told.harms().isEmpty(), 1)
        .size();
  }

  private void set(Fault fault, String customer) {
    service.sandbox().reapit().faults().set(fault.on(LIST).forCustomer(customer));
  }

  private static void assertBalanced(JsonNode tally) {
    var accounted =
        Stream.of("created", "updated", "unchanged", "conflicted", "quarantined")
            .mapToInt(name -> tally.path(name).asInt())
            .sum();

    assertThat(tally.path("read").asInt()).isEqualTo(accounted).isPositive();
  }
}
