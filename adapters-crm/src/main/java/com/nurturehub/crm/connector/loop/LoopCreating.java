package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.connector.loop.LoopApi.Shown;
import com.nurturehub.crm.connector.loop.LoopApi.Written;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import java.util.List;
import java.util.Optional;

/// Creates people, each once: Loop is asked for the e-mail address first, and what it finds is
/// looked at again.
record LoopCreating(LoopApi api, LoopWriting writing) {

  PushResult create(ContactChange.Create change) {
    var missing = missing(change);
    if (missing.isPresent()) {
      return new Refused(missing.get());
    }
    var known = known(change);
    if (known.size() > 1) {
      return new Refused(
          "Loop has several people with this e-mail address; say who is who before it is told.");
    }
    if (!known.isEmpty()) {
      var found = known.getFirst();
      return change.uncertain() && LoopMapping.looksLike(change, found)
          ? writing.tellSignals(change, new Landed(found.id(), Optional.of(found), true))
          : new Moved(found);
    }
    return send(change);
  }

  /// Why Loop would not take it, as far as was proposed.
  private Optional<String> missing(ContactChange.Create change) {
    var details = change.details();
    if (details.name().surname().isEmpty()) {
      return Optional.of("Loop takes nobody without a surname.");
    }
    if (details.emails().isEmpty() && details.phones().isEmpty()) {
      return Optional.of("Loop takes nobody without an e-mail address or a telephone number.");
    }
    return writing.taking().mapping().roles(details.categories(), List.of()).isEmpty()
        ? Optional.of("Loop takes nobody without a role: buyer, seller, renter or landlord.")
        : Optional.empty();
  }

  private List<CrmContact> known(ContactChange.Create change) {
    var email = change.details().emails().stream().findFirst();
    if (email.isEmpty()) {
      return List.of();
    }
    return api.settings().people().paths().stream()
        .flatMap(path -> withAddress(path, email.get()).stream())
        .toList();
  }

  private List<CrmContact> withAddress(LoopSettings.Path path, EmailAddress email) {
    var listing = api.withAddress(path, email.value());
    return listing.rows().stream()
        .flatMap(row -> writing.taken(new Shown(row, listing.served())).stream())
        .filter(contact -> contact.details().emails().contains(email))
        .toList();
  }

  private PushResult send(ContactChange.Create change) {
    var path = api.settings().people().paths().getFirst();
    return switch (api.create(path, writing.taking().mapping().create(change))) {
      case Written.Refused(var problem) -> new Refused(LoopFailures.refusal(problem));
      case Written.Unknown _ -> new Refused("Loop has no address to create people at.");
      case Written.Done(var row, var served) -> {
        var shown = writing.taken(new Shown(row, served));
        yield row.id().isEmpty()
            ? new Refused("Loop created somebody without saying who; look them up in Loop.")
            : writing.tellSignals(change, new Landed(new ExternalId(row.id().get()), shown, false));
      }
    };
  }
}
