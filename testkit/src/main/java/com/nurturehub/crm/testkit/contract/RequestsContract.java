package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.contact.Requests;
import com.nurturehub.crm.application.contact.Requests.Done;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every implementation of [com.nurturehub.crm.application.contact.Requests] promises.
public interface RequestsContract {

  Storage storage();

  private static Set<String> remember(Office office, Map<String, Done> requests) {
    return office.get(() -> office.stores().requests().remember(requests, NINE));
  }

  private static Map<String, Done> done(Office office, String... ids) {
    return office.get(() -> office.stores().requests().done(List.of(ids)));
  }

  @Test
  default void what_was_carried_out_is_remembered() {
    var office = Office.in(storage());
    var requests =
        Map.of("r 1", new Done(ada().id(), "digest"), "r 2", new Done(grace().id(), "other"));

    assertThat(remember(office, requests)).isEmpty();

    assertThat(done(office, "r 1", "r 2", "r 3")).isEqualTo(requests);
    assertThat(done(office)).isEmpty();
  }

  @Test
  default void what_somebody_else_carried_out_meanwhile_is_told_and_stays() {
    var office = Office.in(storage());
    remember(office, Map.of("r", new Done(ada().id(), "digest")));

    var meanwhile =
        remember(
            office,
            Map.of("r", new Done(grace().id(), "digest"), "new", new Done(grace().id(), "digest")));

    assertThat(meanwhile).containsExactly("r");
    assertThat(done(office, "r", "new"))
        .isEqualTo(
            Map.of("r", new Done(ada().id(), "digest"), "new", new Done(grace().id(), "digest")));
  }

  @Test
  default void what_was_asked_is_remembered_also_when_the_person_is_forgotten() {
    var office = Office.in(storage());
    office.run(() -> office.stores().contacts().add(List.of(ada().inHub(NINE))));
    remember(office, Map.of("r", new Done(ada().id(), "digest")));

    office.run(() -> office.stores().contacts().erase(ada().id()));

    assertThat(done(office, "r")).containsKey("r");
  }

  @Test
  default void a_request_is_forgotten_after_a_while_and_not_before() {
    var office = Office.in(storage());
    var asked = new Done(ada().id(), "digest");
    remember(office, Map.of("r", asked));

    office.run(
        () -> office.stores().requests().remember(Map.of("s", asked), NINE.plus(Requests.KEPT)));
    assertThat(done(office, "r", "s")).containsOnlyKeys("r", "s");

    var later = NINE.plus(Requests.KEPT).plusSeconds(1);
    office.run(() -> office.stores().requests().remember(Map.of("t", asked), later));
    assertThat(done(office, "r", "s", "t")).containsOnlyKeys("s", "t");
  }

  @Test
  default void each_agency_numbers_its_requests_as_it_likes() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    remember(office, Map.of("r", new Done(ada().id(), "digest")));

    assertThat(done(neighbour, "r")).isEmpty();
    remember(neighbour, Map.of("r", new Done(grace().id(), "digest")));

    assertThat(done(office, "r")).isEqualTo(Map.of("r", new Done(ada().id(), "digest")));
  }
}
