package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.journal.Journal;
import com.nurturehub.crm.sandbox.reapit.ReapitErrors.Flaw;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Takes new contacts and changes to contacts from the API.
final class ContactWrites {

  private static final String REFERENCE = "nurtureHubId";
  private static final Set<String> ARCHIVE_WRITABLE = Set.of("marketingConsent");
  private static final String INTERNAL_HOST = "https://contacts.prod.paas.reapit.cloud";

  private final Supplier<ReapitOptions> options;
  private final Supplier<String> platform;
  private final ContactNews news;
  private final Journal journal;

  /// @param platform the address of the platform host, for the `Location` header
  ContactWrites(
      Supplier<ReapitOptions> options,
      Supplier<String> platform,
      ContactNews news,
      Journal journal) {
    this.options = options;
    this.platform = platform;
    this.news = news;
    this.journal = journal;
  }

  Reply create(Call call, ReapitCustomer customer) {
    var given = readable(call);
    refuseIf(ContactCheck.ofNew(given, customer.offices()), call);
    var contact = ReapitContacts.blank();
    ReapitContacts.write(given, contact);
    if (given.path("metadata").isObject()) {
      contact.set("metadata", given.path("metadata"));
    }
    var card =
        customer.cards().first(customer.index().reserveNumber(), contact, call.at().toEpochMilli());
    customer.add(card, call.at().plus(options.get().replicaDelay()), call.at());
    Json.text(contact.path("metadata"), REFERENCE)
        .ifPresent(reference -> journal.created(customer.code(), reference, card.id()));
    noteOptOut(given, customer, card, call);
    news.changed(customer, Optional.empty(), Optional.of(card), call.at());
    return location(card.id());
  }

  Reply update(Call call, ReapitCustomer customer) {
    var given = readable(call);
    var id = call.at("id");
    if (customer.isPoisoned(find(customer, id, call).number())) {
      return ContactPages.poisoned(call);
    }
    var match =
        call.headers()
            .find("if-match")
            .orElseThrow(() ->
                ReapitErrors.refusal(
                    412, "The If-Match header must be given, with the ETag.", call.at()));
    refuseIf(ContactCheck.ofChanges(given, customer.offices()), call);
    var changed =
        customer
            .index()
            .change(id, card -> updated(card, given, match, customer, call))
            .orElseThrow(() -> ReapitErrors.notFound("Contact", id, call.at()));
    noteOptOut(given, customer, changed.after(), call);
    if (!changed.after().tag().equals(changed.before().tag())) {
      news.changed(
          customer, Optional.of(changed.before()), Optional.of(changed.after()), call.at());
    }
    return Reply.empty(204);
  }

  static Card find(ReapitCustomer customer, String id, Call call) {
    return customer
        .index()
        .find(id)
        .orElseThrow(() -> ReapitErrors.notFound("Contact", id, call.at()));
  }

  private Card updated(
      Card card, ObjectNode given, String match, ReapitCustomer customer, Call call) {
    if (!match.equals(card.tag())) {
      throw ReapitErrors.refusal(
          412,
          "The resource has been changed since it was read. Fetch it again and retry.",
          call.at());
    }
    var archived =
        given.path("fromArchive").isBoolean()
            ? given.path("fromArchive").asBoolean()
            : card.archived();
    if (card.archived() && archived && !ARCHIVE_WRITABLE.containsAll(namesIn(given))) {
      throw ReapitErrors.refusal(
          400, "Unable to perform update operations on archived contacts.", call.at());
    }
    var contact = Json.ours(card.json());
    var metadataOnly = namesIn(given).equals(Set.of("metadata"));
    ReapitContacts.write(given, contact);
    writeMetadata(given, contact);
    if (given.hasNonNull("additionalContactDetails")) {
      contact.set(
          "additionalContactDetails",
          ReapitContacts.details(given.path("additionalContactDetails")));
    }
    return metadataOnly && !options.get().metadataMovesTag()
        ? ReapitCards.reworded(card, contact)
        : customer.cards().next(card, contact, archived, call.at().toEpochMilli());
  }

  private void writeMetadata(ObjectNode given, ObjectNode contact) {
    if (!(given.get("metadata") instanceof ObjectNode metadata)) {
      return;
    }
    if (options.get().metadataMerges() && contact.get("metadata") instanceof ObjectNode before) {
      before.setAll(metadata);
    } else {
      contact.set("metadata", metadata);
    }
  }

  private ObjectNode readable(Call call) {
    var given =
        Json.objectIn(call.body())
            .orElseThrow(() ->
                ReapitErrors.refusal(400, "The request body is not a JSON object.", call.at()));
    ContactCheck.unreadable(given)
        .ifPresent(member -> {
          throw ReapitErrors.invalid(
              400, List.of(new Flaw(member, "The value could not be read.")), call.at());
        });
    return given;
  }

  private static void refuseIf(List<Flaw> flaws, Call call) {
    if (!flaws.isEmpty()) {
      throw ReapitErrors.invalid(422, flaws, call.at());
    }
  }

  private void noteOptOut(ObjectNode given, ReapitCustomer customer, Card card, Call call) {
    if (Json.text(given, "marketingConsent").filter("deny"::equals).isPresent()) {
      journal.optedOut(customer.code(), card.id(), call.at());
    }
  }

  private Reply location(String id) {
    var reply = Reply.empty(201);
    return switch (options.get().location()) {
      case PUBLIC -> reply.with("Location", platform.get() + "/contacts/" + id);
      case INTERNAL -> reply.with("Location", INTERNAL_HOST + "/contacts/" + id);
      case RELATIVE -> reply.with("Location", "/contacts/" + id);
      case MISSING -> reply;
    };
  }

  /// The members that are given with a value.
  private static Set<String> namesIn(ObjectNode given) {
    var names = new HashSet<String>();
    given
        .propertyStream()
        .filter(member -> !member.getValue().isNull())
        .forEach(member -> names.add(member.getKey()));
    return names;
  }
}
