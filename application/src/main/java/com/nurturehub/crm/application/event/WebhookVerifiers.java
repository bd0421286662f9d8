package com.nurturehub.crm.application.event;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.event.VerifiedDelivery;

/// Those who know each CRM's messages from others'. Nothing of a delivery is read before it is
/// proved.
@DrivenPort
public interface WebhookVerifiers {

  /// @throws RuntimeException when it cannot be told now, for example because a key cannot be
  ///   looked up; the CRM is to try again
  Verdict verify(RawDelivery delivery);

  sealed interface Verdict {

    record Genuine(VerifiedDelivery delivery) implements Verdict {}

    /// The CRM's own, and nothing to us.
    record Irrelevant() implements Verdict {}

    /// Not the CRM's, or not proved to be.
    record Forged() implements Verdict {}

    /// It was the CRM's once; now it is somebody's who kept it.
    record Stale() implements Verdict {}

    /// The CRM's own, and not readable.
    record Malformed() implements Verdict {}

    /// No messages are accepted from this CRM.
    record NotOffered() implements Verdict {}
  }
}
