package com.nurturehub.crm.application.event;

import com.nurturehub.crm.application.event.WebhookVerifiers.Verdict;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

record ReceivingWebhook(
    WebhookVerifiers verifiers,
    Together<Destination, VerifiedDelivery, Optional<AgencyId>> routing,
    Together<AgencyId, VerifiedDelivery, ReceiveWebhook.Receipt> writing)
    implements ReceiveWebhook {

  private static final Logger LOG = LoggerFactory.getLogger(ReceivingWebhook.class);

  @Override
  public Receipt receive(RawDelivery delivery) {
    return switch (verifiers.verify(delivery)) {
      case Verdict.Genuine(var genuine) -> receive(genuine);
      case Verdict.Irrelevant _ -> Receipt.IRRELEVANT;
      case Verdict.Forged _ -> Receipt.FORGED;
      case Verdict.Stale _ -> Receipt.STALE;
      case Verdict.Malformed _ -> Receipt.MALFORMED;
      case Verdict.NotOffered _ -> Receipt.NOT_OFFERED;
    };
  }

  private Receipt receive(VerifiedDelivery delivery) {
    var receipt =
        routing
            .bring(Destination.of(delivery), delivery)
            .map(agency -> writing.bring(agency, delivery))
            .orElse(Receipt.UNROUTABLE);
    if (receipt == Receipt.UNROUTABLE) {
      LOG.warn(
          "webhook for nobody provider={} topic={} addressee={}",
          delivery.provider(),
          delivery.topic(),
          delivery.addressee());
    }
    return receipt;
  }
}
