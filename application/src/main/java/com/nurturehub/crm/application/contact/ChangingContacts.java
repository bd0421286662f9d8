package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.Ids;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.Connections;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Applies edits a batch at a time: load everybody they concern, apply them in their order in
/// memory, write once, and queue what the CRMs must be told.
record ChangingContacts(
    Transactions transactions,
    Contacts contacts,
    Requests requests,
    Tombstones tombstones,
    Connections connections,
    AuditTrail audit,
    CrmConnectors crms,
    TellCrms tellCrms,
    Ids ids,
    InstantSource clock)
    implements ChangeContact {

  private static final int BATCH = 200;

  /// A batch whose contacts somebody else changed meanwhile is applied anew.
  private static final int ROUNDS_MAX = 20;

  /// Callers' clocks may be ahead of ours by this much.
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  @Override
  public Outcome change(AgencyId agency, Edit edit) {
    return change(agency, List.of(edit)).getFirst();
  }

  @Override
  public List<Outcome> change(AgencyId agency, List<Edit> edits) {
    edits.forEach(this::check);
    var outcomes = new ArrayList<Outcome>();
    for (var start = 0; start < edits.size(); start += BATCH) {
      outcomes.addAll(
          changeBatch(agency, edits.subList(start, Math.min(edits.size(), start + BATCH))));
    }
    return outcomes;
  }

  private void check(Edit edit) {
    if (edit.requestId().isBlank() || edit.requestId().length() > 100) {
      throw new InvalidRequest("request_id", "has 1 to 100 characters");
    }
    var latest = clock.instant().plus(CLOCKS_DIFFER);
    if (edit.occurredAt().filter(at -> at.isAfter(latest)).isPresent()) {
      throw new InvalidRequest("occurred_at", "lies in the future");
    }
    if (edit.signals().stream().anyMatch(signal -> signal.at().isAfter(latest))) {
      throw new InvalidRequest("signals.at", "lies in the future");
    }
    if (edit.id().isEmpty() && isNobody(edit)) {
      throw new InvalidRequest(
          "contact", "a new contact needs a name, an e-mail or a phone number");
    }
  }

  private static boolean isNobody(Edit edit) {
    var details = edit.details();
    return details.name().isEmpty() && details.emails().isEmpty() && details.phones().isEmpty();
  }

  private List<Outcome> changeBatch(AgencyId agency, List<Edit> edits) {
    for (var round = 0; round < ROUNDS_MAX; round++) {
      var outcomes = attempt(agency, edits);
      if (outcomes.isPresent()) {
        return outcomes.get();
      }
    }
    throw new IllegalStateException("contacts keep changing while they are edited");
  }

  /// Empty when somebody else was quicker; nothing was written then.
  private Optional<List<Outcome>> attempt(AgencyId agency, List<Edit> edits) {
    try {
      return Optional.of(transactions.in(agency, () -> carryOut(edits)));
    } catch (Overtaken _) {
      return Optional.empty();
    }
  }

  /// Somebody else changed one of the contacts, or carried out one of the requests, while a batch
  /// was applied. It is thrown, because only that takes back what the others of the batch wrote.
  private static final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  private List<Outcome> carryOut(List<Edit> edits) {
    var now = clock.instant();
    var known = edits.stream().map(Edit::id).flatMap(Optional::stream).toList();
    var done = requests.done(edits.stream().map(Edit::requestId).toList());
    var people = new HashSet<>(known);
    done.values().forEach(request -> people.add(request.contact()));
    var buried = tombstones.among(newcomersEmails(edits));
    var found = new HashMap<>(contacts.find(people));
    people.removeAll(found.keySet());
    var heirs = people.isEmpty() ? Map.<ContactId, ContactId>of() : contacts.heirs(people);
    if (!heirs.isEmpty()) {
      found.putAll(contacts.find(heirs.values()));
    }
    var batch = new EditBatch(found, heirs, done, buried, ids, now);
    edits.forEach(batch::apply);

    if (!contacts.replace(batch.replaced()).isEmpty()) {
      throw new Overtaken();
    }
    contacts.add(batch.added());
    if (!requests.remember(batch.remembered(), now).isEmpty()) {
      throw new Overtaken();
    }
    var told = tellCrms.tell(batch.changed(), Optional.empty());
    var owedBefore = tellCrms.open(batch.unchanged());
    if (!batch.entries().isEmpty()) {
      audit.append(batch.entries());
    }
    return outcomes(batch, Stream.concat(told.stream(), owedBefore.stream()).toList());
  }

  private List<Outcome> outcomes(EditBatch batch, List<Due> open) {
    var pushes = open.stream().collect(Collectors.groupingBy(Due::contact));
    var stored = contacts.find(batch.ids());
    return batch.answers().stream().map(answer -> outcome(answer, stored, pushes)).toList();
  }

  private Outcome outcome(
      EditBatch.Answer answer, Map<ContactId, Contact> stored, Map<ContactId, List<Due>> pushes) {
    return switch (answer) {
      case EditBatch.Answer.Applied(var id, var signals) ->
          Optional.ofNullable(stored.get(id))
              .<Outcome>map(contact ->
                  new Outcome.Changed(
                      contact,
                      Objects.requireNonNullElse(pushes.get(id), List.of()),
                      homeless(signals)))
              .orElseGet(Outcome.NoSuchContact::new);
      case EditBatch.Answer.Other(var outcome) -> outcome;
    };
  }

  private List<Homeless> homeless(Set<SignalKind> signals) {
    if (signals.isEmpty()) {
      return List.of();
    }
    var homeless = new ArrayList<Homeless>();
    for (var connection : connections.all()) {
      if (connection.isConnected()) {
        crms.offer(connection.provider())
            .ifPresent(offer ->
                signals.stream()
                    .filter(kind -> !offer.capabilities().signals().contains(kind))
                    .map(kind -> new Homeless(connection.provider(), kind))
                    .forEach(homeless::add));
      }
    }
    return homeless;
  }

  private static Collection<EmailAddress> newcomersEmails(List<Edit> edits) {
    return edits.stream()
        .filter(edit -> edit.id().isEmpty())
        .flatMap(edit -> edit.details().emails().stream())
        .toList();
  }
}
