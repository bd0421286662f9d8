package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Answer;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Stands before every call: token, AgencyRef, scope, activation, in that order. Limits come even
/// earlier, see [Alto#enter].
final class AltoGate {

  static final String AGENCY_REF = "agencyref";

  /// Answers a call for an agency that was let in.
  @FunctionalInterface
  interface AgencyAnswer {
    Reply to(Call call, AltoAgency agency);
  }

  private final AltoTokens tokens;
  private final Map<String, AltoAgency> agencies;
  private final List<String> scopes;
  private final Supplier<AltoOptions> options;

  AltoGate(
      AltoTokens tokens,
      Map<String, AltoAgency> agencies,
      List<String> scopes,
      Supplier<AltoOptions> options) {
    this.tokens = tokens;
    this.agencies = agencies;
    this.scopes = scopes;
    this.options = options;
  }

  /// For agencies that have switched the integration on.
  Answer letting(String scope, AgencyAnswer answer) {
    return lettingAny(
        scope,
        (call, agency) ->
            agency.isPluggedIn()
                ? answer.to(call, agency)
                : AltoErrors.error(
                    options.get().unplugged(), "NotActivated", "The integration is not active."));
  }

  /// Also for agencies that have not.
  Answer lettingAny(String scope, AgencyAnswer answer) {
    return call -> {
      if (!tokens.accepts(call)) {
        return AltoErrors.unauthorised();
      }
      var agency = agencyOf(call);
      if (agency.isEmpty() || !scopes.contains(scope)) {
        return AltoErrors.forbidden();
      }
      return answer.to(call, agency.get());
    };
  }

  private Optional<AltoAgency> agencyOf(Call call) {
    return call.headers().find(AGENCY_REF).map(agencies::get);
  }
}
