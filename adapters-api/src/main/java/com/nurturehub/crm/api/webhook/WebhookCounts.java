package com.nurturehub.crm.api.webhook;

import com.nurturehub.crm.application.event.ReceiveWebhook.Receipt;
import com.nurturehub.crm.domain.connection.CrmProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/// How many deliveries came, by CRM and by what became of them. Of what is refused nothing else is
/// kept.
final class WebhookCounts {

  static final String METER = "nurturehub.webhook.deliveries";

  private final MeterRegistry meters;

  WebhookCounts(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(CrmProvider provider, Receipt receipt) {
    count(provider.key(), receipt.name().toLowerCase(Locale.ROOT));
  }

  /// We could not take it, and the CRM is to try again.
  void countTrouble(CrmProvider provider) {
    count(provider.key(), "trouble");
  }

  void countTooLarge(CrmProvider provider) {
    count(provider.key(), "too_large");
  }

  private void count(String provider, String outcome) {
    meters.counter(METER, "provider", provider, "outcome", outcome).increment();
  }
}
