package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoApi.Asked;
import com.nurturehub.crm.connector.alto.AltoApi.Written;
import com.nurturehub.crm.connector.alto.AltoMapping.Household;
import com.nurturehub.crm.connector.alto.AltoPayloads.Detail;
import com.nurturehub.crm.connector.alto.AltoPayloads.Person;
import com.nurturehub.crm.connector.alto.AltoPayloads.PersonId;
import com.nurturehub.crm.connector.alto.AltoPayloads.Shown;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Declined;
import com.nurturehub.crm.domain.push.PushResult.Gone;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Changes people whom Alto has. Alto guards nothing: a person is read, compared with the version
/// the change was decided on, and written at once; what an agent changes in between is lost to
/// both.
record AltoWriting(AltoApi api, AltoMapping mapping, Capabilities capabilities) {

  private static final String UNREADABLE = "Alto's own record of this contact cannot be read.";

  PushResult update(ContactChange.Update change) {
    var id = PersonId.of(change.externalId());
    return switch (api.household(id.household())) {
      case Asked.Unknown() -> new Gone();
      case Asked.Failed(var why) -> throw why;
      case Asked.Answered(var shown) ->
          shown.detail().isEmpty()
              ? new Refused(UNREADABLE)
              : against(shown, shown.detail().get(), id, change);
    };
  }

  private PushResult against(Shown shown, Detail detail, PersonId id, ContactChange.Update change) {
    if (!isClient(detail) || detail.people().stream().noneMatch(row -> isAbout(row, id))) {
      return new Gone();
    }
    var person = detail.person(id.person());
    if (person.isEmpty()) {
      return new Refused(UNREADABLE);
    }
    var preferences = api.preferences(id.household());
    if (preferences.isEmpty()) {
      return new Gone();
    }
    var seen =
        new Seen(
            new Household(detail, preferences.get(), Set.of()), person.get(), shown.served().at());
    try {
      return compared(seen, change);
    } catch (IllegalArgumentException _) {
      return new Refused("Alto's own record of this contact cannot be taken.");
    }
  }

  /// Somebody at Alto as he was just seen; what he is to the agency is not to be seen here.
  private record Seen(Household household, Person person, Instant at) {

    Detail detail() {
      return household.detail();
    }
  }

  /// Nothing we write depends on the personas, so whichever fit what was compared are as good as
  /// those that a listing would show.
  private PushResult compared(Seen seen, ContactChange.Update change) {
    for (var personas : AltoPersonas.ALL) {
      var household = seen.household().as(personas);
      var current = mapping.ours(household, seen.person(), seen.at());
      if (Fingerprint.of(current).equals(change.compared())) {
        return write(new Seen(household, seen.person(), seen.at()), current, change);
      }
    }
    return moved(seen);
  }

  private PushResult moved(Seen seen) {
    return new AltoPersonas(api)
        .of(seen.detail(), seen.at())
        .<PushResult>map(personas ->
            new Moved(mapping.ours(seen.household().as(personas), seen.person(), seen.at())))
        .orElseGet(() -> new Refused("Alto shows this contact but does not list it."));
  }

  /// An opt-out goes first. What was written before something else is refused is found by the next
  /// look.
  private PushResult write(Seen seen, CrmContact current, ContactChange.Update change) {
    var bodies = new AltoBodies(api.settings().writing());
    var telling =
        AltoConsentTelling.of(
            change, seen.detail().isShared(), seen.household().preferences(), mapping.consents());
    var patch = AltoPersonPatch.of(change, seen.person(), mapping, bodies, capabilities);
    var stopped =
        said(seen.detail(), telling, bodies)
            .or(() -> patched(seen, patch, bodies))
            .or(() -> noted(seen.detail(), change, bodies));
    if (stopped.isPresent()) {
      return stopped.get();
    }
    var isUnchanged = telling.isEmpty() && patch.isEmpty();
    return new Landed(
        current.id(),
        isUnchanged ? Optional.of(current) : readBack(seen),
        false,
        new Declined(patch.declined(), telling.declined()));
  }

  private Optional<PushResult> said(Detail detail, AltoConsentTelling telling, AltoBodies bodies) {
    if (telling.isEmpty()) {
      return Optional.empty();
    }
    var body = bodies.consent(telling.said());
    return stopping(api.say(detail.id(), body), body);
  }

  private Optional<PushResult> patched(Seen seen, AltoPersonPatch patch, AltoBodies bodies) {
    if (patch.isEmpty()) {
      return Optional.empty();
    }
    var body = bodies.patch(patch.operations());
    return stopping(api.update(seen.detail().id(), seen.person().id(), body), body);
  }

  private Optional<PushResult> noted(Detail detail, ContactChange change, AltoBodies bodies) {
    return change.content().signals().isEmpty()
        ? Optional.empty()
        : new AltoScoreNote(api, bodies)
            .tell(detail.id(), detail.isShared(), change.contact())
            .map(Refused::new);
  }

  private static Optional<PushResult> stopping(Written written, AltoPayloads.Body body) {
    return switch (written) {
      case Written.Done _ -> Optional.empty();
      case Written.Refused(var problem) ->
          Optional.of(new Refused(AltoFailures.refusal(problem, body)));
      case Written.Unknown _ -> Optional.of(new Gone());
      case Written.Duplicate _ -> Optional.of(new Refused("Alto takes this for somebody else."));
    };
  }

  /// The write landed, whether or not it can be read back.
  private Optional<CrmContact> readBack(Seen seen) {
    try {
      return read(seen.detail().id(), seen.person().id(), seen.household().personas());
    } catch (CrmFailure | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// A person as Alto shows them now, who is to the agency what was known before.
  Optional<CrmContact> read(String household, String person, Set<String> personas) {
    if (!(api.household(household) instanceof Asked.Answered(var shown))) {
      return Optional.empty();
    }
    return shown
        .detail()
        .flatMap(detail ->
            detail
                .person(person)
                .flatMap(found ->
                    api.preferences(household)
                        .map(said ->
                            mapping.ours(
                                new Household(detail, said, personas),
                                found,
                                shown.served().at()))));
  }

  boolean isClient(Detail detail) {
    var wanted = api.settings().sweeping().categories();
    return detail.category().map(wanted::contains).orElse(true);
  }

  private static boolean isAbout(AltoPayloads.PersonRow row, PersonId id) {
    return row.id().filter(id.person()::equals).isPresent();
  }
}
