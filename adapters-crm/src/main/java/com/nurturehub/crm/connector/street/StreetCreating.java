package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.street.StreetApi.Listed;
import com.nurturehub.crm.connector.street.StreetApi.Shown;
import com.nurturehub.crm.connector.street.StreetApi.Written;
import com.nurturehub.crm.connector.street.StreetPayloads.Enquiry;
import com.nurturehub.crm.connector.street.StreetPayloads.Person;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Declined;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import java.util.Optional;
import java.util.Set;

/// Creates people, each once. Street has no call for it: an enquiry is made, and Street makes a
/// person of it, or finds one with the same e-mail address. What an enquiry cannot carry is left to
/// somebody at the agency.
record StreetCreating(StreetApi api, StreetWriting writing, Sleeper sleeper) {

  private static final int CANDIDATES = 10;

  PushResult create(ContactChange.Create change) {
    var missing = missing(change);
    if (missing.isPresent()) {
      return new Refused(missing.get());
    }
    var known = withTheAddress(change);
    if (known.isPresent()) {
      return change.uncertain() && StreetMapping.looksLike(change, known.get().contact())
          ? completed(change, known.get(), true)
          : new Moved(known.get().contact());
    }
    if (change.uncertain() && enquiryWasMade(change)) {
      throw unfinished(FailureCause.UNAVAILABLE);
    }
    return enquire(change);
  }

  /// Why Street would not take it, as far as can be told beforehand.
  private Optional<String> missing(ContactChange.Create change) {
    if (change.details().emails().isEmpty()) {
      return Optional.of(
          "Street takes new people only as enquiries, and an enquiry needs an e-mail address.");
    }
    var needsProperty =
        api.settings().writing().about() == StreetSettings.About.PROPERTY
            && change.defaults().getOrDefault(StreetMapping.PROPERTY, "").isBlank();
    return needsProperty
        ? Optional.of(
            "Street takes new people only as enquiries about a property; set the default %s of this connection."
                .formatted(StreetMapping.PROPERTY))
        : Optional.empty();
  }

  /// A person as Street shows it, and as we would have it.
  private record Known(Person person, CrmContact contact) {}

  private Optional<Known> withTheAddress(ContactChange.Create change) {
    var email = change.details().emails().getFirst();
    var query = StreetQuery.people(CANDIDATES, 1).email(email.value());
    return switch (api.people(query)) {
      case Listed.Spoiled spoiled -> throw spoiled.why();
      case Listed.Served(var listing) ->
          listing.rows().stream()
              .map(row -> new Shown(row, listing.served()))
              .flatMap(shown -> known(shown).stream())
              .filter(known -> known.contact().details().emails().contains(email))
              .findFirst();
    };
  }

  private Optional<Known> known(Shown shown) {
    var person = shown.row().person();
    return person == null
        ? Optional.empty()
        : writing.taken(shown).map(contact -> new Known(person, contact));
  }

  /// Whether an earlier attempt has arrived that Street has made no person of yet.
  private boolean enquiryWasMade(ContactChange.Create change) {
    var email = change.details().emails().getFirst().value();
    return api.enquiriesOf(email).stream()
        .map(Enquiry::customSource)
        .anyMatch(api.settings().writing().source()::equals);
  }

  private PushResult enquire(ContactChange.Create change) {
    var body = writing.mapping().enquiry(change);
    return switch (api.enquire(body)) {
      case Written.Refused<Enquiry>(var problem) ->
          new Refused(StreetFailures.refusal(problem, body));
      case Written.Unknown<Enquiry> _ ->
          new Refused("Street does not know the property of this connection's enquiries.");
      case Written.Done<Enquiry>(var enquiry) -> landed(change, enquiry);
    };
  }

  /// It is there, so whatever goes wrong from here on must not look as if it were not.
  private PushResult landed(ContactChange.Create change, Enquiry enquiry) {
    try {
      return person(change, enquiry)
          .map(known -> completed(change, known, false))
          .orElseThrow(() -> unfinished(FailureCause.UNAVAILABLE));
    } catch (CrmFailure.Transient failure) {
      throw unfinished(failure.why());
    }
  }

  private static CrmFailure unfinished(FailureCause why) {
    return new CrmFailure.Ambiguous(
        why, "Street took an enquiry and shows no person for it yet; it is looked up again.");
  }

  /// Street may take a while to match an enquiry.
  private Optional<Known> person(ContactChange.Create change, Enquiry made) {
    var settings = api.settings().writing();
    var pause = settings.pause();
    for (int again = 1; ; again++) {
      var person = api.enquiry(made.id()).person();
      if (person.isPresent()) {
        return api.person(person.get()).flatMap(this::known);
      }
      if (again >= settings.waits()) {
        return withTheAddress(change);
      }
      sleeper.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  /// An enquiry carries neither title nor consent; these are written to the person it became.
  private PushResult completed(ContactChange.Create change, Known known, boolean found) {
    var person = known.person();
    var body = writing.mapping().update(change, person);
    if (writing.mapping().isSaid(body, person)) {
      return told(change, known.contact(), found, Set.of());
    }
    return switch (api.update(person.id(), body)) {
      case Written.Done<Shown>(var after) ->
          told(change, writing.readBack(after, person).orElseGet(known::contact), found, Set.of());
      case Written.Refused<Shown> _ ->
          told(change, known.contact(), found, change.content().consents());
      case Written.Unknown<Shown> _ -> throw unfinished(FailureCause.UNAVAILABLE);
    };
  }

  private PushResult told(
      ContactChange.Create change, CrmContact shown, boolean found, Set<Channel> refused) {
    Set<ContactField> fields = StreetMapping.notCarried(change.details(), shown.details());
    return writing.tellSignals(
        change, new Landed(shown.id(), Optional.of(shown), found, new Declined(fields, refused)));
  }
}
