package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.contact.ChangeContact.Outcome;
import com.nurturehub.crm.application.contact.Requests.Done;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntry.Kind;
import com.nurturehub.crm.domain.audit.AuditEntry.Versions;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.domain.contact.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Edits being applied, one after the other, to contacts in memory.
final class EditBatch {

  /// What an edit came to: it stands in a contact, or it has an outcome of its own.
  sealed interface Answer {

    record Applied(ContactId id, Set<SignalKind> signals) implements Answer {}

    record Other(Outcome outcome) implements Answer {}
  }

  private final Map<ContactId, Contact> before;
  private final Map<ContactId, Contact> now = new LinkedHashMap<>();
  private final Map<ContactId, Set<SignalKind>> signals = new HashMap<>();
  private final Map<String, Done> done;
  private final Map<String, Done> remembered = new LinkedHashMap<>();
  private final Map<ContactId, ContactId> heirs;
  private final Set<EmailAddress> buried;
  private final List<Answer> answers = new ArrayList<>();
  private final List<AuditEntry> entries = new ArrayList<>();
  private final Ids ids;
  private final Instant at;

  EditBatch(
      Map<ContactId, Contact> before,
      Map<ContactId, ContactId> heirs,
      Map<String, Done> done,
      Set<EmailAddress> buried,
      Ids ids,
      Instant at) {
    this.before = before;
    this.heirs = heirs;
    this.done = done;
    this.buried = buried;
    this.ids = ids;
    this.at = at;
  }

  void apply(Edit edit) {
    answers.add(answer(edit));
  }

  List<Answer> answers() {
    return answers;
  }

  List<AuditEntry> entries() {
    return entries;
  }

  Map<String, Done> remembered() {
    return remembered;
  }

  Collection<ContactId> ids() {
    return answers.stream()
        .filter(Answer.Applied.class::isInstance)
        .map(answer -> ((Answer.Applied) answer).id())
        .toList();
  }

  List<Contact> added() {
    return now.values().stream().filter(contact -> !before.containsKey(contact.id())).toList();
  }

  List<Contact> replaced() {
    return now.values().stream()
        .filter(contact -> before.containsKey(contact.id()))
        .filter(contact -> !contact.equals(before.get(contact.id())))
        .toList();
  }

  List<TellCrms.Changed> changed() {
    return now.values().stream()
        .filter(contact -> !contact.equals(before.get(contact.id())))
        .map(this::changed)
        .toList();
  }

  private TellCrms.Changed changed(Contact contact) {
    return Optional.ofNullable(before.get(contact.id()))
        .map(known -> TellCrms.Changed.edited(known, contact))
        .orElseGet(() -> TellCrms.Changed.added(contact))
        .with(signals.getOrDefault(contact.id(), Set.of()));
  }

  /// Whoever an edit was about and whom it left, or had left before, as they are.
  Collection<ContactId> unchanged() {
    var others = new HashSet<>(ids());
    changed().forEach(changed -> others.remove(changed.contact().id()));
    return others;
  }

  private Answer answer(Edit edit) {
    var digest = EditDigest.of(edit);
    var earlier =
        Optional.ofNullable(done.get(edit.requestId()))
            .or(() -> Optional.ofNullable(remembered.get(edit.requestId())));
    if (earlier.isPresent()) {
      return earlier.get().digest().equals(digest)
          ? new Answer.Applied(earlier.get().contact(), kinds(edit))
          : new Answer.Other(new Outcome.RequestReused());
    }
    var applied = edit.id().isPresent() ? edited(edit, edit.id().get()) : added(edit);
    if (applied instanceof Answer.Applied(var id, var _)) {
      remembered.put(edit.requestId(), new Done(id, digest));
    }
    return applied;
  }

  private Answer added(Edit edit) {
    if (!Collections.disjoint(edit.details().emails(), buried)) {
      return new Answer.Other(new Outcome.WasErased());
    }
    var id = new ContactId(ids.next());
    var details = ContactDetails.NONE.take(edit.fields(), edit.details());
    var fresh = Contact.fresh(id, details, Consents.UNASKED, ImportSource.MANUAL, occurredAt(edit));
    return stand(edit, fresh);
  }

  private Answer edited(Edit edit, ContactId asked) {
    var id = heirs.getOrDefault(asked, asked);
    var current = Optional.ofNullable(now.get(id)).or(() -> Optional.ofNullable(before.get(id)));
    return current
        .map(contact -> stand(edit, withDetails(contact, edit)))
        .orElseGet(() -> new Answer.Other(new Outcome.NoSuchContact()));
  }

  private Answer stand(Edit edit, Contact withDetails) {
    var contact = withConsents(withDetails, edit);
    var measured = contact.signals();
    for (var signal : edit.signals()) {
      measured = measured.with(signal);
    }
    var moved = moved(contact.signals(), measured);
    var result = measured.equals(contact.signals()) ? contact : contact.with(measured);
    now.put(result.id(), result);
    signals.computeIfAbsent(result.id(), _ -> EnumSet.noneOf(SignalKind.class)).addAll(moved);
    return new Answer.Applied(result.id(), kinds(edit));
  }

  /// An edit made before the version that stands loses against it, in whatever order they arrive;
  /// it is kept in the audit trail.
  private Contact withDetails(Contact contact, Edit edit) {
    var details = contact.details().take(edit.fields(), edit.details());
    if (details.differencesFrom(contact.details()).isEmpty()) {
      return contact;
    }
    if (!occurredAt(edit).isBefore(contact.editedAt()) || edit.occurredAt().isEmpty()) {
      return contact.edited(details, occurredAt(edit));
    }
    entries.add(late(contact, details, occurredAt(edit)));
    return contact;
  }

  private Contact withConsents(Contact contact, Edit edit) {
    var consents = contact.consents();
    for (var said : edit.consents().entrySet()) {
      consents = consents.recording(said.getKey(), new Consent(said.getValue(), occurredAt(edit)));
    }
    return consents.equals(contact.consents()) ? contact : contact.with(consents);
  }

  private AuditEntry late(Contact standing, ContactDetails lost, Instant occurredAt) {
    var differing = lost.differencesFrom(standing.details());
    return new AuditEntry(
        new AuditEntryId(ids.next()),
        at,
        Kind.LATE_EDIT,
        Optional.of(standing.id()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new AuditEntry.Outcome(
                Side.CRM,
                occurredAt,
                standing.editedAt(),
                Duration.ZERO,
                differing,
                Set.of(),
                "LAST_WRITE_WINS")),
        Optional.of(new Versions(lost, standing.details())),
        "The edit was made earlier than the version that stands, and arrived after it.",
        "sync");
  }

  private Instant occurredAt(Edit edit) {
    return edit.occurredAt().filter(occurred -> occurred.isBefore(at)).orElse(at);
  }

  private static Set<SignalKind> moved(Signals from, Signals to) {
    var moved = EnumSet.noneOf(SignalKind.class);
    if (from.score() != to.score() || from.hot() != to.hot()) {
      moved.add(SignalKind.SCORE);
    }
    if (from.status() != to.status()) {
      moved.add(SignalKind.STATUS);
    }
    if (!from.engagements().equals(to.engagements())) {
      moved.add(SignalKind.ENGAGEMENT);
    }
    return moved;
  }

  private static Set<SignalKind> kinds(Edit edit) {
    var kinds = EnumSet.noneOf(SignalKind.class);
    edit.signals().forEach(signal -> kinds.add(SignalKind.of(signal)));
    return kinds;
  }
}
