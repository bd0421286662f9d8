package com.nurturehub.crm.api.webhook;

import com.nurturehub.crm.application.event.ReceiveWebhook;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The entrance for CRMs. It needs a [ReceiveWebhook] and somewhere to count.
@Configuration(proxyBeanMethods = false)
public class WebhookConfiguration {

  @Bean
  WebhookEndpoint webhooks(ReceiveWebhook receive, MeterRegistry meters) {
    return new WebhookEndpoint(receive, new WebhookCounts(meters));
  }
}
