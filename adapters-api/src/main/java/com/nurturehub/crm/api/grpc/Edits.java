package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.v1.ConsentChange;
import com.nurturehub.crm.v1.PushContactRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Reads what a caller wants changed. Whatever cannot be is refused with the field that says it.
final class Edits {

  private static final int SIGNALS_MAX = 100;
  private static final String ALL = "*";

  private Edits() {}

  static Edit edit(PushContactRequest request) {
    return new Edit(
        request.getRequestId(),
        Optional.of(request.getContactId()).filter(id -> !id.isEmpty()).map(Ids::contact),
        details(request.getDetails()),
        fields(request),
        consents(request.getConsentsList()),
        signals(request.getSignalsList()),
        request.hasOccurredAt()
            ? Optional.of(Times.ours(request.getOccurredAt(), "occurred_at"))
            : Optional.empty());
  }

  private static Set<ContactField> fields(PushContactRequest request) {
    return request.hasUpdateMask()
        ? masked(request.getUpdateMask().getPathsList())
        : filledIn(request.getDetails());
  }

  private static Set<ContactField> masked(List<String> paths) {
    var fields = EnumSet.noneOf(ContactField.class);
    for (var path : paths) {
      if (path.equals(ALL)) {
        return EnumSet.allOf(ContactField.class);
      }
      fields.add(field(path));
    }
    return fields;
  }

  private static ContactField field(String path) {
    return Arrays.stream(ContactField.values())
        .filter(field -> Words.toWire(field).equals(path))
        .findFirst()
        .orElseThrow(() ->
            new InvalidRequest("update_mask", "names '%s', which is no field".formatted(path)));
  }

  private static Set<ContactField> filledIn(com.nurturehub.crm.v1.ContactDetails details) {
    var fields = EnumSet.noneOf(ContactField.class);
    for (var field : ContactField.values()) {
      if (isFilledIn(details, field)) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static boolean isFilledIn(
      com.nurturehub.crm.v1.ContactDetails details, ContactField field) {
    return switch (field) {
      case TITLE -> !details.getTitle().isEmpty();
      case FORENAME -> !details.getForename().isEmpty();
      case SURNAME -> !details.getSurname().isEmpty();
      case EMAILS -> details.getEmailsCount() > 0;
      case PHONES -> details.getPhonesCount() > 0;
      case ADDRESS -> details.hasAddress();
      case CATEGORIES -> details.getCategoriesCount() > 0;
    };
  }

  private static ContactDetails details(com.nurturehub.crm.v1.ContactDetails details) {
    var name =
        checked(
            "details",
            () -> new PersonName(details.getTitle(), details.getForename(), details.getSurname()));
    var emails =
        IntStream.range(0, details.getEmailsCount())
            .mapToObj(i ->
                checked(
                    "details.emails[%d]".formatted(i),
                    () -> new EmailAddress(details.getEmails(i))))
            .toList();
    var phones =
        IntStream.range(0, details.getPhonesCount())
            .mapToObj(i ->
                checked(
                    "details.phones[%d]".formatted(i), () -> new PhoneNumber(details.getPhones(i))))
            .toList();
    var address = checked("details.address", () -> address(details.getAddress()));
    var categories = EnumSet.noneOf(ContactCategory.class);
    for (var category : details.getCategoriesList()) {
      categories.add(
          Words.named(ContactCategory.class, "CONTACT_CATEGORY_", category, "details.categories"));
    }
    return checked("details", () -> new ContactDetails(name, emails, phones, address, categories));
  }

  private static PostalAddress address(com.nurturehub.crm.v1.PostalAddress address) {
    return new PostalAddress(
        address.getBuildingName(),
        address.getBuildingNumber(),
        address.getLine1(),
        address.getLine2(),
        address.getLine3(),
        address.getLine4(),
        address.getPostcode(),
        address.getCountry());
  }

  private static Map<Channel, ConsentStatus> consents(List<ConsentChange> changes) {
    var consents = new EnumMap<Channel, ConsentStatus>(Channel.class);
    for (var change : changes) {
      var channel = Words.named(Channel.class, "CHANNEL_", change.getChannel(), "consents.channel");
      var status =
          Words.named(
              ConsentStatus.class, "CONSENT_STATUS_", change.getStatus(), "consents.status");
      if (consents.put(channel, status) != null) {
        throw new InvalidRequest("consents", "name a channel twice");
      }
    }
    return consents;
  }

  private static List<Signal> signals(List<com.nurturehub.crm.v1.Signal> told) {
    if (told.size() > SIGNALS_MAX) {
      throw new InvalidRequest("signals", "are at most 100");
    }
    var signals = new ArrayList<Signal>(told.size());
    for (var i = 0; i < told.size(); i++) {
      var field = "signals[%d]".formatted(i);
      var signal = told.get(i);
      signals.add(checked(field, () -> signal(signal, field)));
    }
    return signals;
  }

  private static Signal signal(com.nurturehub.crm.v1.Signal signal, String field) {
    if (!signal.hasTime()) {
      throw new InvalidRequest(field + ".time", "is missing");
    }
    var at = Times.ours(signal.getTime(), field + ".time");
    return switch (signal.getKindCase()) {
      case SCORE ->
          new Signal.ScoreChanged(signal.getScore().getValue(), signal.getScore().getHot(), at);
      case STATUS ->
          new Signal.StatusChanged(
              Words.named(
                  ContactStatus.class, "CONTACT_STATUS_", signal.getStatus(), field + ".status"),
              at);
      case REACTION ->
          new Signal.Engaged(
              Words.named(
                  Signal.Engagement.class, "REACTION_", signal.getReaction(), field + ".reaction"),
              at);
      case KIND_NOT_SET -> throw new InvalidRequest(field, "says nothing");
    };
  }

  private static <T> T checked(String field, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest(field, "is refused: " + e.getMessage());
    }
  }
}
