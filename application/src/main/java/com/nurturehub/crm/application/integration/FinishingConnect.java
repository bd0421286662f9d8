package com.nurturehub.crm.application.integration;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

record FinishingConnect(
    Transactions transactions,
    SignIns signIns,
    CrmConnectors crms,
    ConnectingCrm connecting,
    InstantSource clock)
    implements FinishConnect {

  /// It is taken before the CRM is asked, so that whatever comes of it, it was good once.
  @Override
  public Outcome finish(AgencyId agency, Return back) {
    return taken(agency, back)
        .map(begun ->
            switch (back.answer()) {
              case Answer.Allowed(var code) -> signedIn(agency, begun, code);
              case Answer.Denied() -> new Outcome.Denied();
            })
        .orElseGet(Outcome.NotBegun::new);
  }

  private Optional<SignIns.Begun> taken(AgencyId agency, Return back) {
    var marks = SignInMarks.of(back.state(), back.browser());
    return transactions.in(agency, () -> signIns.take(back.provider(), marks, clock.instant()));
  }

  private Outcome signedIn(AgencyId agency, SignIns.Begun begun, Secret code) {
    return new Outcome.SignedIn(
        crms.signIn(begun.provider())
            .map(signIn ->
                connecting.claimed(
                    agency,
                    new ConnectCrm.Request(
                        begun.provider(), Map.of(), begun.actor(), begun.previewFirst()),
                    () -> signIn.claiming(code, begun.verifier())))
            .orElseGet(ConnectCrm.Outcome.NotOffered::new));
  }
}
