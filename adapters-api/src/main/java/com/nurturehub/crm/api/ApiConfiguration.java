package com.nurturehub.crm.api;

import com.nurturehub.crm.api.alert.WatchAlerts;
import com.nurturehub.crm.api.connection.Providers;
import com.nurturehub.crm.api.feed.EndOfStreams;
import com.nurturehub.crm.api.feed.WatchContacts;
import com.nurturehub.crm.api.graphql.GraphQlConfiguration;
import com.nurturehub.crm.api.graphql.GraphQlConfiguration.SchemaVisibility;
import com.nurturehub.crm.api.grpc.GrpcConfiguration;
import com.nurturehub.crm.api.identity.Access;
import com.nurturehub.crm.api.progress.Pause;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.api.progress.WatchSync;
import com.nurturehub.crm.api.web.WebConfiguration;
import com.nurturehub.crm.api.webhook.WebhookConfiguration;
import com.nurturehub.crm.application.alert.FollowAlerts;
import com.nurturehub.crm.application.contact.FollowContacts;
import com.nurturehub.crm.application.sync.ReviewSyncRuns;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Everything the outside calls. It needs the driving ports, an [Access] and a clock.
@Configuration(proxyBeanMethods = false)
@Import({
  GrpcConfiguration.class,
  GraphQlConfiguration.class,
  WebConfiguration.class,
  WebhookConfiguration.class,
  Providers.class,
  Streams.class
})
public class ApiConfiguration {

  @Bean
  Pause pause() {
    return Thread::sleep;
  }

  @Bean
  WatchSync watchSync(ReviewSyncRuns runs, InstantSource clock, Pause pause) {
    return new WatchSync(runs, clock, pause);
  }

  @Bean
  WatchContacts watchContacts(FollowContacts feed, InstantSource clock, Pause pause) {
    return new WatchContacts(feed, clock, pause);
  }

  @Bean
  WatchAlerts watchAlerts(FollowAlerts alerts, InstantSource clock, Pause pause) {
    return new WatchAlerts(alerts, clock, pause);
  }

  @Bean
  EndOfStreams endOfStreams(WatchContacts contacts, WatchAlerts alerts) {
    return new EndOfStreams(List.of(contacts::end, alerts::end));
  }

  @Bean
  SchemaVisibility schemaVisibility(Access access) {
    return access.isLocal() ? SchemaVisibility.SHOWN : SchemaVisibility.HIDDEN;
  }
}
