package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.time.Duration;

/// Calls out within limits. `lingering` is how long a CRM may go on working on a call that its
/// gateway or we gave up on.
public record Throttled(Exchange inner, Throttle throttle, Duration lingering) implements Exchange {

  private static final int GATEWAY_TIMED_OUT = 504;

  @Override
  public CrmResponse exchange(CrmRequest request) {
    var permit = throttle.enter();
    try {
      var response = inner.exchange(request);
      permit.answered(response);
      if (response.status() == GATEWAY_TIMED_OUT) {
        permit.leaveLater(lingering);
      }
      return response;
    } catch (CrmFailure failure) {
      if (failure.why() == FailureCause.TIMED_OUT) {
        permit.leaveLater(lingering);
      }
      throw failure;
    } finally {
      permit.leave();
    }
  }
}
