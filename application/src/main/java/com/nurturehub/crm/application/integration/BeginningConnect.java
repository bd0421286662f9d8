package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.application.connection.FreshSecrets;
import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.time.Duration;
import java.time.InstantSource;

record BeginningConnect(
    Transactions transactions,
    SignIns signIns,
    CrmConnectors crms,
    FreshSecrets secrets,
    InstantSource clock)
    implements BeginConnect {

  /// As long as a CRM's code is good for, and long enough to look for a password.
  static final Duration GOOD_FOR = Duration.ofMinutes(10);

  @Override
  public Outcome begin(AgencyId agency, CrmProvider provider, String actor) {
    return crms.signIn(provider)
        .<Outcome>map(signIn -> begin(agency, provider, actor, signIn))
        .orElseGet(Outcome.NotOffered::new);
  }

  private Outcome begin(AgencyId agency, CrmProvider provider, String actor, CrmSignIn signIn) {
    var state = secrets.next();
    var browser = secrets.next();
    var verifier = secrets.next();
    var until = clock.instant().plus(GOOD_FOR);
    var begun = new SignIns.Begun(provider, SignInMarks.of(state, browser), verifier, actor, until);
    transactions.run(agency, () -> signIns.keep(begun));
    return new Outcome.Begun(signIn.address(state, verifier), browser, until);
  }
}
