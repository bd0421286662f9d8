package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.reapit.ReapitApi.Listed;
import com.nurturehub.crm.connector.reapit.ReapitApi.Shown;
import com.nurturehub.crm.connector.reapit.ReapitApi.Written;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Declined;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.push.PushResult.Moved;
import com.nurturehub.crm.domain.push.PushResult.Refused;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Creates contacts, each once. Reapit takes the same contact twice without a word, and reads from
/// a replica that may not know a new contact yet; so what may have landed is looked for, and looked
/// for again, by the id that we leave in its metadata.
record ReapitCreating(ReapitApi api, ReapitWriting writing) {

  private static final int CANDIDATES_MAX = 25;

  PushResult create(ContactChange.Create change) {
    var missing = missing(change);
    if (missing.isPresent()) {
      return new Refused(missing.get());
    }
    if (change.uncertain()) {
      var found = writing.patiently(() -> ours(change));
      if (found.isPresent()) {
        return completed(change, found.get(), true);
      }
    }
    return lookalike(change).<PushResult>map(Moved::new).orElseGet(() -> send(change));
  }

  /// Why Reapit would not take it, as far as can be told beforehand.
  private static Optional<String> missing(ContactChange.Create change) {
    if (change.details().name().surname().isEmpty()) {
      return Optional.of("Reapit takes no contact without a surname.");
    }
    if (change.details().emails().isEmpty() && change.details().phones().isEmpty()) {
      return Optional.of("Reapit takes no contact without a phone number or e-mail address.");
    }
    return Stream.of(ReapitMapping.OFFICE, ReapitMapping.NEGOTIATOR)
        .filter(name -> change.defaults().getOrDefault(name, "").isBlank())
        .findFirst()
        .map(name ->
            "Reapit takes no contact without an office and a negotiator; set the default %s of this connection."
                .formatted(name));
  }

  private PushResult send(ContactChange.Create change) {
    var body = writing.mapping().create(change);
    return switch (api.create(body)) {
      case Written.Done(var id) -> landed(change, id);
      case Written.Refused(var problem) -> new Refused(ReapitFailures.refusal(problem, body));
      case Written.Unknown _ ->
          new Refused("Reapit does not know the default office or negotiator of this connection.");
      case Written.Stale _ ->
          throw ReapitFailures.USUAL.unreadable("it takes a new contact for an old");
    };
  }

  /// It is there, so whatever goes wrong from here on must not look as if it were not.
  private PushResult landed(ContactChange.Create change, Optional<String> id) {
    try {
      var shown =
          id.isPresent()
              ? writing.patiently(() -> api.contact(id.get()))
              : writing.patiently(() -> ours(change));
      if (shown.isPresent()) {
        return completed(change, shown.get(), false);
      }
    } catch (CrmFailure failure) {
      throw unfinished(failure.why());
    }
    if (id.isPresent() && isCompleteAtOnce(change)) {
      return new Landed(new ExternalId(id.get()), Optional.empty(), false);
    }
    throw unfinished(FailureCause.UNAVAILABLE);
  }

  private static CrmFailure unfinished(FailureCause why) {
    return new CrmFailure.Ambiguous(
        why, "Reapit took a new contact, but does not show all of it yet; it is looked up again.");
  }

  private boolean isCompleteAtOnce(ContactChange.Create change) {
    return change.details().emails().size() < 2 && change.details().phones().size() < 4;
  }

  /// Further addresses and numbers can only be added to a contact that exists.
  private PushResult completed(ContactChange.Create change, Shown shown, boolean found) {
    var contact = shown.row().contact();
    var taken = writing.taken(shown);
    if (contact == null || taken.isEmpty()) {
      throw unfinished(FailureCause.MALFORMED_ANSWER);
    }
    var current = taken.get();
    var body = writing.mapping().remaining(change, contact);
    if (body.isEmpty() || current.archived()) {
      return new Landed(current.id(), Optional.of(current), found);
    }
    return switch (api.update(current.id().value(), current.tag().orElse(""), body)) {
      case Written.Done _ -> {
        var completed = writing.patiently(() -> api.contact(current.id().value()));
        yield new Landed(current.id(), completed.flatMap(writing::taken), found);
      }
      case Written.Refused _ ->
          new Landed(current.id(), Optional.of(current), found, lacking(change, current));
      case Written.Stale _, Written.Unknown _ -> throw unfinished(FailureCause.UNAVAILABLE);
    };
  }

  private static Declined lacking(ContactChange.Create change, CrmContact current) {
    var fields = EnumSet.noneOf(ContactField.class);
    if (!current.details().emails().containsAll(change.details().emails())) {
      fields.add(ContactField.EMAILS);
    }
    if (!current.details().phones().containsAll(change.details().phones())) {
      fields.add(ContactField.PHONES);
    }
    return new Declined(fields, Set.of());
  }

  /// A contact with our id in its metadata.
  private Optional<Shown> ours(ContactChange.Create change) {
    var id = change.contact().id();
    return found(
        query ->
            query.with("metadata", "metadata.%s $eq '%s'".formatted(ReapitMapping.REFERENCE, id)),
        candidate -> candidate.reference().filter(id::equals).isPresent());
  }

  /// A contact of the same name at the same address, whom an agent has created since we last
  /// looked. Reapit asks callers to make sure; its search by address finds others too, so what it
  /// finds is checked.
  private Optional<CrmContact> lookalike(ContactChange.Create change) {
    return change.details().emails().stream()
        .findFirst()
        .flatMap(email ->
            found(
                query -> query.with("email", email.value()),
                candidate -> writing.mapping().looksLike(change, candidate)))
        .flatMap(writing::taken);
  }

  private Optional<Shown> found(UnaryOperator<ReapitQuery> query, Predicate<CrmContact> fits) {
    return among(query, fits)
        .or(() -> among(page -> query.apply(page).with("fromArchive", true), fits));
  }

  private Optional<Shown> among(UnaryOperator<ReapitQuery> query, Predicate<CrmContact> fits) {
    return switch (api.contacts(query.apply(ReapitQuery.page(CANDIDATES_MAX, 1)))) {
      case Listed.Spoiled spoiled -> throw spoiled.why();
      case Listed.Served(var listing) ->
          listing.rows().stream()
              .map(row -> new Shown(row, listing.served()))
              .filter(shown -> writing.taken(shown).filter(fits).isPresent())
              .findFirst();
    };
  }
}
