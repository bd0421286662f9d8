package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.connector.loop.LoopApi.Shown;
import com.nurturehub.crm.connector.loop.LoopApi.Written;
import com.nurturehub.crm.connector.loop.LoopPayloads.Body;
import com.nurturehub.crm.connector.loop.LoopPayloads.Person;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Gone;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes people that Loop has. No guard is proposed, so a change is written right after a look,
/// and only if the look shows the version it was compared with.
record LoopWriting(LoopApi api, LoopTaking taking) {

  private static final Logger LOG = LoggerFactory.getLogger(LoopWriting.class);

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
      return new Refused("Loop's own record of this person cannot be read.");
    }
    if (!Fingerprint.of(current.get()).equals(change.compared())) {
      return new Moved(current.get());
    }
    return write(change, person, current.get());
  }

  private PushResult write(ContactChange.Update change, Person person, CrmContact current) {
    var body = taking.mapping().update(change, person);
    if (body.isEmpty()) {
      return tellSignals(change, new Landed(current.id(), Optional.of(current), false));
    }
    return switch (api.update(person.id(), body, person.whole())) {
      case Written.Done(var row, var served) ->
          tellSignals(change, new Landed(current.id(), taken(new Shown(row, served)), false));
      case Written.Unknown _ -> new Gone();
      case Written.Refused(var problem) -> {
        tellConsentAnyway(change, person, body);
        yield new Refused(LoopFailures.refusal(problem));
      }
    };
  }

  /// An opt-out does not wait for somebody to put right what else is refused.
  private void tellConsentAnyway(ContactChange.Update change, Person person, Body refused) {
    var alone = taking.mapping().consentAlone(change, person);
    if (!alone.isEmpty() && !alone.equals(refused)) {
      api.update(person.id(), alone, person.whole());
    }
  }

  /// Signals are told at most once: nothing was proposed by which a lost note could be found.
  PushResult tellSignals(ContactChange change, Landed landed) {
    if (change.content().signals().isEmpty()) {
      return landed;
    }
    try {
      return switch (note(change, landed.id())) {
        case Written.Done _ -> landed;
        case Written.Unknown _ -> new Gone();
        case Written.Refused(var problem) -> new Refused(LoopFailures.refusal(problem));
      };
    } catch (CrmFailure.Ambiguous lost) {
      LOG.warn("note on person {} may be missing: {}", landed.id(), lost.why());
      return landed;
    }
  }

  private Written note(ContactChange change, ExternalId person) {
    return api.note(person.value(), LoopMapping.note(change.contact()), api.clock().instant());
  }

  Optional<CrmContact> taken(Shown shown) {
    return switch (taking.take(shown.row(), shown.served())) {
      case LoopTaking.Taken.Whole(var contact) -> Optional.of(contact);
      case LoopTaking.Taken.Apart _ -> Optional.empty();
    };
  }
}
