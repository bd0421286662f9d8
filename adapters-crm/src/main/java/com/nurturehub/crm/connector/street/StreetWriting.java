package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.street.StreetApi.Shown;
import com.nurturehub.crm.connector.street.StreetApi.Written;
import com.nurturehub.crm.connector.street.StreetPayloads.Body;
import com.nurturehub.crm.connector.street.StreetPayloads.Person;
import com.nurturehub.crm.connector.street.StreetPayloads.Row;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Declined;
import com.nurturehub.crm.domain.push.PushResult.Gone;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes people that Street has. Street guards nothing, so a change is written right after a
/// look, and only if the look shows the version it was compared with.
record StreetWriting(StreetApi api, StreetTaking taking) {

  private static final Logger LOG = LoggerFactory.getLogger(StreetWriting.class);

  PushResult update(ContactChange.Update change) {
    var content = change.content();
    if (content.fields().isEmpty() && content.consents().isEmpty()) {
      return tellSignals(change, new Landed(change.externalId(), Optional.empty(), false));
    }
    var shown = api.person(change.externalId().value());
    if (shown.isEmpty()) {
      return new Gone();
    }
    var person = shown.get().row().person();
    var current = taken(shown.get());
    if (person == null || current.isEmpty()) {
      return new Refused("Street's own record of this person cannot be read.");
    }
    if (!Fingerprint.of(current.get()).equals(change.compared())) {
      return new Moved(current.get());
    }
    return write(change, person, current.get());
  }

  private PushResult write(ContactChange.Update change, Person person, CrmContact current) {
    var declined = new Declined(StreetMapping.declined(change, person), Set.of());
    var body = mapping().update(change, person);
    if (mapping().isSaid(body, person)) {
      return tellSignals(change, new Landed(current.id(), Optional.of(current), false, declined));
    }
    return switch (api.update(person.id(), body)) {
      case Written.Done<Shown>(var after) ->
          tellSignals(change, new Landed(current.id(), readBack(after, person), false, declined));
      case Written.Unknown<Shown> _ -> new Gone();
      case Written.Refused<Shown>(var problem) -> {
        tellConsentAnyway(change, person, body);
        yield new Refused(StreetFailures.refusal(problem, body));
      }
    };
  }

  /// An opt-out does not wait for somebody to put right what else is refused.
  private void tellConsentAnyway(ContactChange.Update change, Person person, Body refused) {
    var alone = mapping().consentAlone(change, person);
    if (!change.content().consents().isEmpty() && !alone.equals(refused)) {
      api.update(person.id(), alone);
    }
  }

  /// What Street shows after the change. The answer leaves out which applicants somebody is.
  Optional<CrmContact> readBack(Shown after, Person before) {
    var row = after.row();
    var person = row.person();
    if (person == null) {
      return Optional.empty();
    }
    var whole =
        new Row(row.id(), row.updatedAt(), person.with(before.applicants()), row.flaw(), row.raw());
    return taken(new Shown(whole, after.served()));
  }

  /// Signals are told at most once: Street shows nothing of them, so that nobody could tell whether
  /// a lost answer means that they arrived.
  PushResult tellSignals(ContactChange change, Landed landed) {
    if (change.content().signals().isEmpty()) {
      return landed;
    }
    var body = mapping().activity(change.contact(), person(change, landed));
    try {
      return switch (api.act(body)) {
        case Written.Done<?> _ -> landed;
        case Written.Unknown<?> _ -> new Gone();
        case Written.Refused<?>(var problem) -> new Refused(StreetFailures.refusal(problem, body));
      };
    } catch (CrmFailure.Ambiguous lost) {
      LOG.warn("activity of person {} may be missing: {}", landed.id(), lost.why());
      return landed;
    }
  }

  private static ExternalId person(ContactChange change, Landed landed) {
    return switch (change) {
      case ContactChange.Update update -> update.externalId();
      case ContactChange.Create _ -> landed.id();
    };
  }

  Optional<CrmContact> taken(Shown shown) {
    return switch (taking.take(shown.row(), false, shown.served())) {
      case StreetTaking.Taken.Whole(var contact) -> Optional.of(contact);
      case StreetTaking.Taken.Apart _ -> Optional.empty();
    };
  }

  StreetMapping mapping() {
    return taking.mapping();
  }
}
