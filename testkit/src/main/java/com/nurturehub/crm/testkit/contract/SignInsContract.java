package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.application.connection.SignIns.Begun;
import com.nurturehub.crm.application.connection.SignIns.Marks;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every implementation of [SignIns] promises.
public interface SignInsContract {

  Storage storage();

  /// Over the same database.
  SignIns signIns();

  private static Begun begun(String actor, String state, String browser) {
    return new Begun(
        CrmProvider.REAPIT,
        new Marks(state, browser),
        Secret.of("verifier of " + state),
        actor,
        true,
        TEN);
  }

  private Begun kept(Office office, Begun begun) {
    office.run(() -> signIns().keep(begun));
    return begun;
  }

  private Optional<Begun> take(Office office, String state, String browser, Instant now) {
    return office.get(() -> signIns().take(CrmProvider.REAPIT, new Marks(state, browser), now));
  }

  @Test
  default void what_was_begun_is_taken_as_it_was_kept() {
    var office = Office.in(storage());
    var ada = kept(office, begun("ada", "state", "browser"));

    assertThat(take(office, "state", "browser", NINE)).contains(ada);
  }

  @Test
  default void it_is_taken_once() {
    var office = Office.in(storage());
    kept(office, begun("ada", "state", "browser"));

    take(office, "state", "browser", NINE);

    assertThat(take(office, "state", "browser", NINE)).isEmpty();
  }

  @Test
  default void another_browser_finds_nothing_and_spoils_nothing() {
    var office = Office.in(storage());
    var ada = kept(office, begun("ada", "state", "browser"));

    assertThat(take(office, "state", "another", NINE)).isEmpty();
    assertThat(take(office, "another", "browser", NINE)).isEmpty();
    assertThat(take(office, "state", "browser", NINE)).contains(ada);
  }

  @Test
  default void after_its_time_it_is_gone() {
    var office = Office.in(storage());
    kept(office, begun("ada", "state", "browser"));

    assertThat(take(office, "state", "browser", TEN)).isEmpty();
    assertThat(take(office, "state", "browser", NINE)).isEmpty();
  }

  @Test
  default void who_begins_anew_has_given_up_what_they_began() {
    var office = Office.in(storage());
    kept(office, begun("ada", "first", "browser"));
    var again = kept(office, begun("ada", "second", "browser"));
    var grace = kept(office, begun("grace", "hers", "her browser"));

    assertThat(take(office, "first", "browser", NINE)).isEmpty();
    assertThat(take(office, "second", "browser", NINE)).contains(again);
    assertThat(take(office, "hers", "her browser", NINE)).contains(grace);
  }

  @Test
  default void another_crm_and_another_agency_find_nothing() {
    var office = Office.in(storage());
    var ada = kept(office, begun("ada", "state", "browser"));
    var marks = new Marks("state", "browser");

    assertThat(take(office.neighbour(), "state", "browser", NINE)).isEmpty();
    assertThat(office.get(() -> signIns().take(CrmProvider.ALTO, marks, NINE))).isEmpty();
    assertThat(take(office, "state", "browser", NINE)).contains(ada);
  }
}
