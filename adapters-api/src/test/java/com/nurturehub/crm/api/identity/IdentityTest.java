package com.nurturehub.crm.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityTest {

  private static final AgencyId ACME = new AgencyId("acme");
  private static final AgencyId OTHER = new AgencyId("other");

  @Test
  void somebody_acts_for_an_agency_within_their_reach() {
    var identity = new Identity("ada", Reach.of(ACME), Set.of(Scope.READ));

    assertThat(identity.actingFor("acme", Scope.READ)).isEqualTo(ACME);
    assertThat(identity.acting(Scope.READ)).isEqualTo(ACME);
  }

  @Test
  void nobody_acts_for_an_agency_beyond_their_reach() {
    var identity = new Identity("ada", Reach.of(ACME), Scope.ALL);

    assertThatThrownBy(() -> identity.actingFor("other", Scope.READ))
        .isInstanceOf(NotPermitted.class);
  }

  @Test
  void nobody_does_what_their_scopes_do_not_say() {
    var identity = new Identity("ada", Reach.of(ACME), Set.of(Scope.READ));

    assertThatThrownBy(() -> identity.acting(Scope.ERASE))
        .isInstanceOf(NotPermitted.class)
        .hasMessageContaining("crm.erase");
  }

  @Test
  void whoever_may_act_for_several_must_name_one() {
    var several = new Identity("svc", new Reach.These(Set.of(ACME, OTHER)), Scope.ALL);
    var every = new Identity("svc", new Reach.Every(), Scope.ALL);

    assertThatThrownBy(() -> several.acting(Scope.READ)).isInstanceOf(NotPermitted.class);
    assertThatThrownBy(() -> every.acting(Scope.READ)).isInstanceOf(NotPermitted.class);
    assertThat(every.actingFor("other", Scope.READ)).isEqualTo(OTHER);
  }

  @Test
  void something_that_is_no_agency_is_a_bad_request() {
    var every = new Identity("svc", new Reach.Every(), Scope.ALL);

    assertThatThrownBy(() -> every.actingFor("' or 1=1", Scope.READ))
        .isInstanceOf(InvalidRequest.class);
  }
}
