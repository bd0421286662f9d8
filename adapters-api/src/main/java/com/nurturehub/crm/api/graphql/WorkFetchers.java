package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.alert.ReviewAlerts;
import com.nurturehub.crm.application.contact.FinishByHand;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.DecideApproval;
import com.nurturehub.crm.application.sync.Retry;
import com.nurturehub.crm.application.sync.RetryAll;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/// What needs a person, and what a person can do about it.
@Controller
public class WorkFetchers {

  private final Work work;
  private final ReviewAlerts alerts;
  private final Retry retry;
  private final RetryAll retryAll;
  private final DecideApproval decide;
  private final FinishByHand finish;

  public WorkFetchers(
      Work work,
      ReviewAlerts alerts,
      Retry retry,
      RetryAll retryAll,
      DecideApproval decide,
      FinishByHand finish) {
    this.work = work;
    this.alerts = alerts;
    this.retry = retry;
    this.retryAll = retryAll;
    this.decide = decide;
    this.finish = finish;
  }

  enum Retried {
    PUSH,
    RECORD
  }

  record RetryBegun(Retried what) {}

  record AllRetried(int pushes) {}

  record Decided(ApprovalNode approval) {}

  record AlertAcknowledged(AlertNode alert) {}

  record FinishedByHand(String id) {}

  @QueryMapping
  Page<Object> worklist(
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @AuthenticationPrincipal Identity caller) {
    return new Worklist(work, caller.acting(Scope.READ)).page(first, after);
  }

  @QueryMapping
  Page<AlertNode> alerts(
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @Argument AlertNode.@Nullable State state,
      @AuthenticationPrincipal Identity caller) {
    var isOpen = Optional.ofNullable(state).map(asked -> asked == AlertNode.State.OPEN);
    return work.alerts(caller.acting(Scope.READ), isOpen, Window.of(first, after));
  }

  @QueryMapping
  Page<PushNode> outbox(
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @Argument Outbox.@Nullable State state,
      @Argument @Nullable String contactId,
      @AuthenticationPrincipal Identity caller) {
    return work.outbox(
        caller.acting(Scope.READ),
        Optional.ofNullable(state),
        Optional.ofNullable(contactId).map(NodeIds::read).map(ContactId::new),
        Window.of(first, after));
  }

  @QueryMapping
  Page<QuarantinedRecordNode> quarantine(
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @AuthenticationPrincipal Identity caller) {
    return work.quarantine(caller.acting(Scope.READ), Window.of(first, after));
  }

  @MutationMapping
  Object retry(@Argument String id, @AuthenticationPrincipal Identity caller) {
    return switch (retry.retry(caller.acting(Scope.DECIDE), NodeIds.read(id), caller.actor())) {
      case PUSH_QUEUED -> new RetryBegun(Retried.PUSH);
      case RECORD_WILL_BE_READ -> new RetryBegun(Retried.RECORD);
      case NOTHING_TO_RETRY -> new Problem.NothingToRetry();
    };
  }

  @MutationMapping
  Object retryAll(
      @Argument CrmProvider provider,
      @Argument FailureCause cause,
      @AuthenticationPrincipal Identity caller) {
    var pushes = retryAll.retry(caller.acting(Scope.DECIDE), provider, cause, caller.actor());
    return pushes > 0 ? new AllRetried(pushes) : new Problem.NothingToRetry();
  }

  @MutationMapping
  Object approve(
      @Argument String id,
      @Argument @Nullable String why,
      @AuthenticationPrincipal Identity caller) {
    return decided(caller, id, Approvals.Answer.APPROVED, why);
  }

  @MutationMapping
  Object reject(
      @Argument String id,
      @Argument @Nullable String why,
      @AuthenticationPrincipal Identity caller) {
    return decided(caller, id, Approvals.Answer.REJECTED, why);
  }

  private Object decided(
      Identity caller, String id, Approvals.Answer answer, @Nullable String why) {
    var agency = caller.acting(Scope.DECIDE);
    return decide
        .decide(agency, NodeIds.read(id), answer, caller.actor(), why == null ? "" : why)
        .<Object>map(question -> new Decided(work.approval(agency, question)))
        .orElseGet(Problem.NoSuchApproval::new);
  }

  @MutationMapping
  Object finishByHand(@Argument String id, @AuthenticationPrincipal Identity caller) {
    return finish.finish(caller.acting(Scope.DECIDE), NodeIds.read(id), caller.actor())
        ? new FinishedByHand(id)
        : new Problem.NothingToFinish();
  }

  @MutationMapping
  Object acknowledgeAlert(@Argument String id, @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.DECIDE);
    return alerts
        .acknowledge(agency, new AlertId(NodeIds.read(id)), caller.actor())
        .<Object>map(alert -> new AlertAcknowledged(work.alert(agency, alert)))
        .orElseGet(Problem.NoSuchAlert::new);
  }
}
