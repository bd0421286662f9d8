package com.nurturehub.crm.application.event;

import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.event.Addressee;
import com.nurturehub.crm.domain.event.VerifiedDelivery;

/// Where deliveries want to go. Those that come together for one are looked up together.
record Destination(CrmProvider provider, Addressee addressee) {

  static Destination of(VerifiedDelivery delivery) {
    return new Destination(delivery.provider(), delivery.addressee());
  }
}
