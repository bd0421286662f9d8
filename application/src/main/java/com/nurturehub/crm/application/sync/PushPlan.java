package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.conflict.Reconciled;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.push.ChangeByHand.Kind;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a page means for the outbox and for the changes people must make by hand.
final class PushPlan {

  private final Connection connection;
  private final Ids ids;
  private final Instant now;
  private final List<Settlement> settlements = new ArrayList<>();
  private final List<Due> queued = new ArrayList<>();
  private final List<ChangeByHand> byHand = new ArrayList<>();
  private final Map<ContactId, Set<String>> agreeing = new HashMap<>();

  PushPlan(Connection connection, Ids ids, Instant now) {
    this.connection = connection;
    this.ids = ids;
    this.now = now;
  }

  void add(Step step) {
    var reconciled = step.reconciled();
    step.open().ifPresentOrElse(due -> renew(due, step), () -> queueIfOwed(reconciled));
    ask(reconciled);
    if (!step.newlyLinked()) {
      agreeing.put(reconciled.contact().id(), agreeing(reconciled, step.theirs()));
    }
  }

  List<Settlement> settlements() {
    return settlements;
  }

  List<Due> queued() {
    return queued;
  }

  List<ChangeByHand> byHand() {
    return byHand;
  }

  Map<ContactId, Set<String>> agreeing() {
    return agreeing;
  }

  /// An open push goes on with what the comparison found owed, or is needless now.
  private void renew(Due due, Step step) {
    var reconciled = step.reconciled();
    var content =
        due.content().nowOwing(reconciled.owed(), reconciled.contested(), reconciled.consentOwed());
    if (content.isEmpty()) {
      settlements.add(new Settlement(due, due.superseded(needlessBecause(step), now)));
    } else {
      var urgent = isOptOut(reconciled);
      var owing = due.owing(content, urgent, soonest(urgent));
      if (!owing.equals(due)) {
        settlements.add(new Settlement(due, owing));
      }
    }
  }

  private void queueIfOwed(Reconciled reconciled) {
    if (!reconciled.owesAnything()) {
      return;
    }
    var contact = reconciled.contact();
    var content =
        new PushContent(
            reconciled.owed(), reconciled.contested(), reconciled.consentOwed(), Set.of());
    var urgent = isOptOut(reconciled);
    queued.add(
        Due.queued(
            new PushId(ids.next()),
            contact.id(),
            connection.id(),
            content,
            urgent,
            now,
            soonest(urgent)));
  }

  private static boolean isOptOut(Reconciled reconciled) {
    return reconciled.consentOwed().stream().anyMatch(reconciled.contact().consents()::denies);
  }

  private Instant soonest(boolean urgent) {
    return urgent ? now : now.plus(TellCrms.COALESCING);
  }

  private void ask(Reconciled reconciled) {
    var contact = reconciled.contact();
    for (var field : reconciled.byHand()) {
      var value = field.show(contact.details());
      byHand.add(ChangeByHand.of(contact.id(), connection.id(), field, value, now));
    }
    for (var channel : reconciled.consentByHand()) {
      var value = contact.consents().on(channel).status();
      byHand.add(ChangeByHand.of(contact.id(), connection.id(), channel, value, now));
    }
    for (var channel : reconciled.heldBack()) {
      byHand.add(ChangeByHand.confirmGrant(contact.id(), connection.id(), channel, now));
    }
  }

  private static Set<String> agreeing(Reconciled reconciled, CrmContact theirs) {
    var subjects = new HashSet<String>();
    reconciled.agreeing().forEach(field -> subjects.add(ChangeByHand.subject(field)));
    for (var channel : theirs.consents().keySet()) {
      if (agree(channel, reconciled.contact(), theirs)) {
        subjects.add(ChangeByHand.subject(Kind.CONSENT, channel));
        subjects.add(ChangeByHand.subject(Kind.CONFIRM_GRANT, channel));
      }
    }
    return subjects;
  }

  private static boolean agree(Channel channel, Contact contact, CrmContact theirs) {
    var claim = theirs.consents().get(channel);
    return claim != null && claim.status() == contact.consents().on(channel).status();
  }

  private static String needlessBecause(Step step) {
    return step.reconciled().conflict().isPresent()
        ? "a conflict the CRM won"
        : "the CRM already shows it";
  }
}
