package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.connection.Providers;
import com.nurturehub.crm.api.grpc.Failure.Reason;
import com.nurturehub.crm.api.progress.Pause;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.contact.ChangeContact.Outcome;
import com.nurturehub.crm.application.push.ReviewOutbox;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.PushContactResponse;
import io.grpc.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Carries out pushes, waits for their delivery where asked, and words the answers.
public final class Pushes {

  /// Between two looks at what became of a push.
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  /// Left of the caller's deadline, so that the answer still arrives.
  private static final Duration MARGIN = Duration.ofMillis(250);

  private final ChangeContact change;
  private final ReviewOutbox outbox;
  private final Providers providers;
  private final InstantSource clock;
  private final Pause pause;

  public Pushes(
      ChangeContact change,
      ReviewOutbox outbox,
      Providers providers,
      InstantSource clock,
      Pause pause) {
    this.change = change;
    this.outbox = outbox;
    this.providers = providers;
    this.clock = clock;
    this.pause = pause;
  }

  PushContactResponse push(AgencyId agency, PushContactRequest request) {
    var changed = changed(change.change(agency, Edits.edit(request)));
    var pushes = List.<PushIntent>copyOf(changed.pushes());
    return request.getWaitUntilDelivered()
        ? answer(agency, changed, whenEnded(agency, pushes))
        : answer(agency, changed, pushes);
  }

  List<Outcome> change(AgencyId agency, List<Edit> edits) {
    return change.change(agency, edits);
  }

  PushContactResponse answer(AgencyId agency, Outcome outcome) {
    var changed = changed(outcome);
    return answer(agency, changed, List.copyOf(changed.pushes()));
  }

  private PushContactResponse answer(
      AgencyId agency, Outcome.Changed changed, List<PushIntent> pushes) {
    var known = providers.of(agency, pushes.stream().map(PushIntent::connection).toList());
    var answer =
        PushContactResponse.newBuilder()
            .setContactId(changed.contact().id().toString())
            .setVersion(changed.contact().version());
    pushes.forEach(push -> answer.addPushes(PushMessages.push(push, known)));
    changed.homeless().stream().map(PushMessages::unplaced).forEach(answer::addUnplacedSignals);
    return answer.build();
  }

  private static Outcome.Changed changed(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Changed changed -> changed;
      case Outcome.NoSuchContact _ -> throw ContactEndpoint.noSuchContact();
      case Outcome.WasErased _ ->
          throw new Failure(Reason.CONTACT_ERASED, "This person was erased, and stays so.");
      case Outcome.RequestReused _ ->
          throw new Failure(
              Reason.REQUEST_ID_REUSED,
              "request_id",
              "This request id was used before for something else.");
    };
  }

  /// The pushes as they stand when all have ended, or when there is no more time. What was changed
  /// is durable either way, so running out of time is no failure.
  private List<PushIntent> whenEnded(AgencyId agency, List<PushIntent> pushes) {
    var until = clock.instant().plus(patience());
    var latest = pushes;
    while (latest.stream().anyMatch(PushIntent.Due.class::isInstance) && isTimeLeft(until)) {
      try {
        pause.pause(INTERVAL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return latest;
      }
      latest = latest.stream().map(push -> now(agency, push)).toList();
    }
    return latest;
  }

  private PushIntent now(AgencyId agency, PushIntent push) {
    return push instanceof PushIntent.Due due ? outbox.find(agency, due.id()).orElse(push) : push;
  }

  private boolean isTimeLeft(Instant until) {
    return clock.instant().isBefore(until) && !Context.current().isCancelled();
  }

  private static Duration patience() {
    var deadline = Context.current().getDeadline();
    if (deadline == null) {
      return WAIT_MAX;
    }
    var left = Duration.ofMillis(deadline.timeRemaining(TimeUnit.MILLISECONDS)).minus(MARGIN);
    return left.compareTo(WAIT_MAX) < 0 ? left : WAIT_MAX;
  }
}
