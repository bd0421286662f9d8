package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.reapit.ReapitApi.Shown;
import com.nurturehub.crm.connector.reapit.ReapitApi.Written;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Body;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Contact;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactField;
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
import java.util.function.Supplier;

/// Changes contacts that Reapit has. A change is written against the version it was compared with;
/// Reapit moves its tag also for what nobody outside can see, so that a stale tag alone does not
/// mean that somebody was faster.
record ReapitWriting(ReapitApi api, ReapitTaking taking, Sleeper sleeper) {

  private static final int TRIES_MAX = 3;

  PushResult update(ContactChange.Update change) {
    var tag = change.tag();
    if (tag.isEmpty() || mapping().needsALook(change.content())) {
      return look(change);
    }
    var body = mapping().update(change);
    return body.isEmpty()
        ? new Landed(change.externalId(), Optional.empty(), false)
        : switch (api.update(change.externalId().value(), tag.get(), body)) {
          case Written.Done _ -> landed(change.externalId(), tag, body);
          case Written.Unknown _ -> new Gone();
          case Written.Stale _ -> look(change);
          case Written.Refused(var problem) when problem.says("archived") -> look(change);
          case Written.Refused(var problem) -> new Refused(ReapitFailures.refusal(problem, body));
        };
  }

  private PushResult look(ContactChange.Update change) {
    for (int again = 0; again < TRIES_MAX; again++) {
      var shown = api.contact(change.externalId().value());
      if (shown.isEmpty()) {
        return new Gone();
      }
      var result = against(shown.get(), change);
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw new CrmFailure.Transient(
        FailureCause.UNAVAILABLE, "This contact changes in Reapit faster than it can be written.");
  }

  /// Empty when somebody was faster after all.
  private Optional<PushResult> against(Shown shown, ContactChange.Update change) {
    var contact = shown.row().contact();
    if (contact == null) {
      return Optional.of(new Refused("Reapit's own record of this contact cannot be read."));
    }
    return switch (taking.take(shown.row(), shown.served())) {
      case ReapitTaking.Taken.Apart _ ->
          Optional.of(new Refused("Reapit's own record of this contact cannot be taken."));
      case ReapitTaking.Taken.Whole(var current) when isAnother(current, change) ->
          Optional.of(new Moved(current));
      case ReapitTaking.Taken.Whole(var current) -> write(contact, current, change);
    };
  }

  private static boolean isAnother(CrmContact current, ContactChange.Update change) {
    var hasTheTag = change.tag().isPresent() && change.tag().equals(current.tag());
    return !hasTheTag && !Fingerprint.of(tagged(current, change.tag())).equals(change.compared());
  }

  /// As it would look if nothing but its tag had moved.
  private static CrmContact tagged(CrmContact current, Optional<String> tag) {
    return new CrmContact(
        current.id(),
        current.details(),
        current.consents(),
        current.modifiedAt(),
        current.archived(),
        tag,
        current.reference(),
        current.household());
  }

  private Optional<PushResult> write(
      Contact contact, CrmContact current, ContactChange.Update change) {
    if (current.archived()) {
      return archived(contact, current, change);
    }
    var body = mapping().update(change, contact);
    if (body.isEmpty()) {
      return Optional.of(new Landed(current.id(), Optional.of(current), false));
    }
    return written(current, body);
  }

  private Optional<PushResult> written(CrmContact current, Body body) {
    return switch (api.update(current.id().value(), current.tag().orElse(""), body)) {
      case Written.Done _ -> Optional.of(landed(current.id(), current.tag(), body));
      case Written.Stale _ -> Optional.empty();
      case Written.Unknown _ -> Optional.of(new Gone());
      case Written.Refused(var problem) -> {
        tellConsentAnyway(current, body);
        yield Optional.of(new Refused(ReapitFailures.refusal(problem, body)));
      }
    };
  }

  /// An opt-out does not wait for somebody to put right what else is refused.
  private void tellConsentAnyway(CrmContact current, Body body) {
    var consent = ReapitMapping.consentOf(body);
    if (!consent.isEmpty() && !consent.equals(body)) {
      api.update(current.id().value(), current.tag().orElse(""), consent);
    }
  }

  /// Of an archived contact nothing but the consent as a whole can be written; an opt-out gets
  /// through, whatever else is refused.
  private Optional<PushResult> archived(
      Contact contact, CrmContact current, ContactChange.Update change) {
    var refused =
        new Refused("Reapit keeps this contact in its archive, where it cannot be changed.");
    var optOut = mapping().optOut(change, contact);
    if (optOut.isEmpty()) {
      return Optional.of(
          mapping().update(change, contact).isEmpty()
              ? new Landed(current.id(), Optional.of(current), false)
              : refused);
    }
    return written(current, optOut)
        .map(result ->
            result instanceof Landed landed
                ? declining(landed, change.content().fields())
                : result);
  }

  private static PushResult declining(Landed landed, Set<ContactField> fields) {
    return new Landed(
        landed.id(), landed.readBack(), landed.found(), new Declined(fields, Set.of()));
  }

  /// The write landed, whether or not it can be read back.
  private PushResult landed(ExternalId id, Optional<String> writtenTo, Body body) {
    return new Landed(id, readBack(id, writtenTo, body), false);
  }

  /// A version that still has the tag we wrote to comes from a replica that lags behind, and would
  /// look as if somebody had undone the change. Only metadata alone may leave the tag as it was.
  private Optional<CrmContact> readBack(ExternalId id, Optional<String> writtenTo, Body body) {
    var movesTheTag = !body.members().keySet().equals(Set.of("metadata"));
    try {
      return patiently(() ->
              api.contact(id.value())
                  .filter(shown -> !movesTheTag || !tag(shown).equals(writtenTo)))
          .flatMap(this::taken);
    } catch (CrmFailure _) {
      return Optional.empty();
    }
  }

  private static Optional<String> tag(Shown shown) {
    return Optional.ofNullable(shown.row().contact()).map(Contact::eTag);
  }

  /// Looks again, a little later each time, for what Reapit does not show yet.
  Optional<Shown> patiently(Supplier<Optional<Shown>> look) {
    var settings = api.settings().writing();
    var pause = settings.readPause();
    for (int again = 1; again < settings.readTries(); again++) {
      var found = look.get();
      if (found.isPresent()) {
        return found;
      }
      sleeper.sleep(pause);
      pause = pause.multipliedBy(2);
    }
    return look.get();
  }

  Optional<CrmContact> taken(Shown shown) {
    return switch (taking.take(shown.row(), shown.served())) {
      case ReapitTaking.Taken.Whole(var contact) -> Optional.of(contact);
      case ReapitTaking.Taken.Apart _ -> Optional.empty();
    };
  }

  ReapitMapping mapping() {
    return taking.mapping();
  }
}
