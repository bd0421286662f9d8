package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.alert.AlertEvent;
import com.nurturehub.crm.api.alert.AlertPositions;
import com.nurturehub.crm.api.alert.WatchAlerts;
import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/// What becomes of alerts, told while it happens.
@Controller
public class AlertFeedFetchers {

  private final WatchAlerts watch;
  private final Work work;
  private final Streams streams;

  public AlertFeedFetchers(WatchAlerts watch, Work work, Streams streams) {
    this.watch = watch;
    this.work = work;
    this.streams = streams;
  }

  record AlertsChangedNode(String position, List<AlertEventNode> events) {}

  record AlertEventNode(AlertEvent kind, AlertNode alert) {}

  @SubscriptionMapping
  Flux<AlertsChangedNode> alertsChanged(
      @Argument @Nullable String after, @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.READ);
    var from = AlertPositions.read(agency, after == null ? "" : after, "after");
    return Paced.flux(
        streams,
        caller.actor(),
        "alerts-changed",
        to ->
            watch.watch(
                agency,
                from,
                (alerts, position) ->
                    to.tell(
                        new AlertsChangedNode(
                            AlertPositions.write(agency, position), events(agency, alerts)))));
  }

  private List<AlertEventNode> events(AgencyId agency, List<Alert> alerts) {
    return alerts.stream()
        .map(alert -> new AlertEventNode(AlertEvent.of(alert), work.alert(agency, alert)))
        .toList();
  }
}
