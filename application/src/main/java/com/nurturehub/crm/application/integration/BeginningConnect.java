package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.CrmSignIn;
import com.nurturehub.crm.application.connection.FreshSecrets;
import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.domain.agency.AgencyId;
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
  public Outcome begin(AgencyId agency, Request request) {
    return crms.signIn(request.provider())
        .<Outcome>map(signIn -> begin(agency, request, signIn))
        .orElseGet(Outcome.NotOffered::new);
  }

  private Outcome begin(AgencyId agency, Request request, CrmSignIn signIn) {
    var state = secrets.next();
    var browser = secrets.next();
    var verifier = secrets.next();
    var until = clock.instant().plus(GOOD_FOR);
    var begun =
        new SignIns.Begun(
            request.provider(),
            SignInMarks.of(state, browser),
            verifier,
            request.actor(),
            request.previewFirst(),
            until);
    transactions.run(agency, () -> signIns.keep(begun));
    return new Outcome.Begun(signIn.address(state, verifier), browser, until);
  }
}
