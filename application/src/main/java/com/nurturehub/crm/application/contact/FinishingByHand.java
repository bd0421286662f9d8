package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.log.Logbook;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Result;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.ChangeByHand.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

record FinishingByHand(
    Transactions transactions,
    Contacts contacts,
    HandChanges handChanges,
    TellCrms tellCrms,
    Connections connections,
    Logbook logbook,
    InstantSource clock)
    implements FinishByHand {

  private static final int ROUNDS_MAX = 20;

  @Override
  public boolean finish(AgencyId agency, UUID item, String actor) {
    for (var round = 0; round < ROUNDS_MAX; round++) {
      var finished = transactions.in(agency, () -> attempt(item, actor));
      if (finished.isPresent()) {
        return finished.get();
      }
    }
    throw new IllegalStateException("the contact keeps changing while a grant is confirmed");
  }

  /// Empty when somebody changed the contact meanwhile.
  private Optional<Boolean> attempt(UUID id, String actor) {
    var item = handChanges.find(id);
    if (item.isEmpty()) {
      return Optional.of(false);
    }
    var change = item.get().change();
    if (change.kind() == Kind.CONFIRM_GRANT && !grant(change)) {
      return Optional.empty();
    }
    var isDone = handChanges.done(id, actor, clock.instant());
    if (isDone) {
      note(change, actor);
    }
    return Optional.of(isDone);
  }

  private void note(ChangeByHand change, String actor) {
    var said =
        switch (change.kind()) {
          case FIELD, CONSENT -> "A change was made in the CRM by hand.";
          case CONFIRM_GRANT -> "The person does want to hear from the agency.";
          case MERGE -> "Two records were made one in the CRM by hand.";
        };
    connections
        .find(change.connection())
        .map(connection -> Subject.of(connection).with(change.contact()))
        .ifPresent(subject ->
            logbook.pressed(actor, SyncEvent.Kind.CHANGE_BY_HAND, subject, Result.done(said)));
  }

  /// False when somebody changed the contact meanwhile.
  private boolean grant(ChangeByHand confirmed) {
    var contact =
        Optional.ofNullable(contacts.find(List.of(confirmed.contact())).get(confirmed.contact()));
    if (contact.isEmpty()) {
      return true;
    }
    var channel = channel(confirmed);
    var said = new Consent(ConsentStatus.GRANTED, clock.instant());
    var granted = contact.get().with(contact.get().consents().with(channel, said));
    if (!contacts.replace(List.of(granted)).isEmpty()) {
      return false;
    }
    tellCrms.tell(List.of(TellCrms.Changed.edited(contact.get(), granted)), Optional.empty());
    return true;
  }

  private static Channel channel(ChangeByHand item) {
    return Channel.valueOf(item.what().substring(Kind.CONFIRM_GRANT.name().length() + 1));
  }
}
