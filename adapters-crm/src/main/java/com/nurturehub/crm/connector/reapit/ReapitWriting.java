package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.reapit.ReapitApi.Shown;
import com.nurturehub.crm.connector.reapit.ReapitApi.Written;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Body;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Contact;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
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

/// Changes contacts that Reapit has. A change is written against the version it was compared with;
/// Reapit moves its tag also for what nobody outside can see, so that a stale tag alone does not
/// mean that somebody was faster.
record ReapitWriting(ReapitApi api, ReapitTaking taking) {

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
          case Written.Done _ -> landed(change.externalId());
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
    return !hasTheTag && !Fingerprint.of(current).equals(change.compared());
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
      case Written.Done _ -> Optional.of(landed(current.id()));
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
    var onlyThat = mapping().update(change, contact).equals(optOut);
    return written(current, optOut)
        .map(result -> onlyThat || !(result instanceof Landed) ? result : refused);
  }

  /// The write landed, whether or not it can be read back.
  private PushResult landed(ExternalId id) {
    return new Landed(id, readBack(id), false);
  }

  private Optional<CrmContact> readBack(ExternalId id) {
    try {
      return api.contact(id.value()).flatMap(this::taken);
    } catch (CrmFailure _) {
      return Optional.empty();
    }
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
