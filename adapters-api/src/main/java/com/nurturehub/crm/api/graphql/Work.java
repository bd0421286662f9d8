package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.connection.Providers;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.alert.ReviewAlerts;
import com.nurturehub.crm.application.contact.SettleDuplicates;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.ReviewOutbox;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.ReviewApprovals;
import com.nurturehub.crm.application.sync.ReviewQuarantine;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.push.PushIntent;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The lists of things that may need a person, as nodes that name their CRM.
public final class Work {

  private final ReviewAlerts alerts;
  private final ReviewOutbox outbox;
  private final ReviewQuarantine quarantine;
  private final ReviewApprovals approvals;
  private final SettleDuplicates duplicates;
  private final Providers providers;

  public Work(
      ReviewAlerts alerts,
      ReviewOutbox outbox,
      ReviewQuarantine quarantine,
      ReviewApprovals approvals,
      SettleDuplicates duplicates,
      Providers providers) {
    this.alerts = alerts;
    this.outbox = outbox;
    this.quarantine = quarantine;
    this.approvals = approvals;
    this.duplicates = duplicates;
    this.providers = providers;
  }

  Page<AlertNode> alerts(AgencyId agency, Optional<Boolean> isOpen, Window window) {
    var slice = alerts.list(agency, isOpen, window.request());
    return page(agency, window, slice, Alert::connection, AlertNode::of);
  }

  Page<PushNode> outbox(
      AgencyId agency, Optional<Outbox.State> state, Optional<ContactId> contact, Window window) {
    var slice = outbox.list(agency, state, contact, window.request());
    return page(agency, window, slice, PushIntent::connection, PushNode::of);
  }

  Page<ChangeByHandNode> byHand(AgencyId agency, Window window) {
    var slice = outbox.byHand(agency, window.request());
    return page(agency, window, slice, item -> item.change().connection(), ChangeByHandNode::of);
  }

  Page<QuarantinedRecordNode> quarantine(AgencyId agency, Window window) {
    var slice = quarantine.list(agency, window.request());
    return page(agency, window, slice, entry -> entry.connection(), QuarantinedRecordNode::of);
  }

  Page<ApprovalNode> approvals(AgencyId agency, Window window) {
    var slice = approvals.open(agency, window.request());
    return page(agency, window, slice, Approvals.Question::connection, ApprovalNode::of);
  }

  Page<PossibleDuplicateNode> duplicates(AgencyId agency, Window window) {
    return window.page(duplicates.open(agency, window.request()), PossibleDuplicateNode::of);
  }

  ApprovalNode approval(AgencyId agency, Approvals.Question question) {
    return ApprovalNode.of(question, provider(agency, question.connection()));
  }

  AlertNode alert(AgencyId agency, Alert alert) {
    return AlertNode.of(alert, provider(agency, alert.connection()));
  }

  private Optional<CrmProvider> provider(AgencyId agency, ConnectionId connection) {
    return Optional.ofNullable(providers.of(agency, List.of(connection)).get(connection));
  }

  private <T, N> Page<N> page(
      AgencyId agency,
      Window window,
      Slice<T> slice,
      Function<T, ConnectionId> connection,
      BiFunction<T, Optional<CrmProvider>, N> node) {
    var known = providers.of(agency, slice.items().stream().map(connection).toList());
    return window.page(
        slice, item -> node.apply(item, Optional.ofNullable(known.get(connection.apply(item)))));
  }
}
