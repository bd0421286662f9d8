package com.nurturehub.crm.persistence.contact;

import static com.nurturehub.crm.persistence.PageColumns.flag;
import static com.nurturehub.crm.persistence.PageColumns.instant;
import static com.nurturehub.crm.persistence.PageColumns.maybeInstant;
import static com.nurturehub.crm.persistence.PageColumns.number;
import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.texts;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.contact.Signal.Engagement;
import com.nurturehub.crm.domain.contact.Signals;
import com.nurturehub.crm.persistence.PageColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/// A contact as a row, and back.
public final class ContactRows {

  /// What [#contact] reads.
  public static final List<SelectField<?>> FIELDS =
      Arrays.stream(CONTACT.fields())
          .filter(field -> !field.equals(CONTACT.AGENCY_ID))
          .filter(field -> !field.equals(CONTACT.NAME_WORDS))
          .collect(Collectors.toUnmodifiableList());

  static final PageColumns<Contact> COLUMNS =
      PageColumns.of(
          uuid("contact_id", contact -> contact.id().value()),
          number("version", Contact::version),
          number("edition", Contact::edition),
          instant("edited_at", Contact::editedAt),
          maybeInstant("archived_at", Contact::archivedAt),
          text("email_consent", contact -> status(contact, Channel.EMAIL)),
          maybeInstant("email_consent_at", contact -> recordedAt(contact, Channel.EMAIL)),
          text("phone_consent", contact -> status(contact, Channel.PHONE)),
          maybeInstant("phone_consent_at", contact -> recordedAt(contact, Channel.PHONE)),
          text("sms_consent", contact -> status(contact, Channel.SMS)),
          maybeInstant("sms_consent_at", contact -> recordedAt(contact, Channel.SMS)),
          text("post_consent", contact -> status(contact, Channel.POST)),
          maybeInstant("post_consent_at", contact -> recordedAt(contact, Channel.POST)),
          number("score", contact -> contact.signals().score()),
          flag("hot", contact -> contact.signals().hot()),
          maybeInstant("scored_at", contact -> unlessNever(contact.signals().scoredAt())),
          text("status", contact -> contact.signals().status().name()),
          maybeInstant("status_at", contact -> unlessNever(contact.signals().statusAt())),
          number("opened", contact -> contact.signals().count(Engagement.OPENED)),
          number("clicked", contact -> contact.signals().count(Engagement.CLICKED)),
          number("replied", contact -> contact.signals().count(Engagement.REPLIED)),
          number("booked", contact -> contact.signals().count(Engagement.BOOKED)),
          maybeInstant("engaged_at", contact -> unlessNever(contact.signals().engagedAt())),
          text("source", contact -> contact.source().value()),
          text("title", contact -> contact.details().name().title()),
          text("forename", contact -> contact.details().name().forename()),
          text("surname", contact -> contact.details().name().surname()),
          text("name_words", contact -> ContactSearch.words(contact.details().name())),
          texts("emails", contact -> contact.details().emails()),
          texts("phones", contact -> contact.details().phones()),
          texts("categories", contact -> contact.details().categories().stream().sorted().toList()),
          text("building_name", contact -> contact.details().address().buildingName()),
          text("building_number", contact -> contact.details().address().buildingNumber()),
          text("line1", contact -> contact.details().address().line1()),
          text("line2", contact -> contact.details().address().line2()),
          text("line3", contact -> contact.details().address().line3()),
          text("line4", contact -> contact.details().address().line4()),
          text("postcode", contact -> contact.details().address().postcode()),
          text("country", contact -> contact.details().address().country()));

  private ContactRows() {}

  public static Contact contact(Record row) {
    return new Contact(
        new ContactId(row.get(CONTACT.CONTACT_ID)),
        details(row),
        consents(row),
        signals(row),
        new ImportSource(row.get(CONTACT.SOURCE)),
        row.get(CONTACT.EDITED_AT),
        Optional.ofNullable(row.get(CONTACT.ARCHIVED_AT)),
        row.get(CONTACT.EDITION),
        row.get(CONTACT.VERSION));
  }

  private static ContactDetails details(Record row) {
    return new ContactDetails(
        new PersonName(row.get(CONTACT.TITLE), row.get(CONTACT.FORENAME), row.get(CONTACT.SURNAME)),
        Arrays.stream(row.get(CONTACT.EMAILS)).map(EmailAddress::new).toList(),
        Arrays.stream(row.get(CONTACT.PHONES)).map(PhoneNumber::new).toList(),
        new PostalAddress(
            row.get(CONTACT.BUILDING_NAME),
            row.get(CONTACT.BUILDING_NUMBER),
            row.get(CONTACT.LINE1),
            row.get(CONTACT.LINE2),
            row.get(CONTACT.LINE3),
            row.get(CONTACT.LINE4),
            row.get(CONTACT.POSTCODE),
            row.get(CONTACT.COUNTRY)),
        Arrays.stream(row.get(CONTACT.CATEGORIES))
            .map(ContactCategory::valueOf)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Consents consents(Record row) {
    var asked = new EnumMap<Channel, Consent>(Channel.class);
    readConsent(asked, Channel.EMAIL, row, CONTACT.EMAIL_CONSENT, CONTACT.EMAIL_CONSENT_AT);
    readConsent(asked, Channel.PHONE, row, CONTACT.PHONE_CONSENT, CONTACT.PHONE_CONSENT_AT);
    readConsent(asked, Channel.SMS, row, CONTACT.SMS_CONSENT, CONTACT.SMS_CONSENT_AT);
    readConsent(asked, Channel.POST, row, CONTACT.POST_CONSENT, CONTACT.POST_CONSENT_AT);
    return asked.isEmpty() ? Consents.UNASKED : new Consents(asked);
  }

  private static void readConsent(
      Map<Channel, Consent> into,
      Channel channel,
      Record row,
      Field<String> status,
      Field<Instant> recordedAt) {
    @Nullable String said = row.get(status);
    if (said != null) {
      into.put(channel, new Consent(ConsentStatus.valueOf(said), row.get(recordedAt)));
    }
  }

  private static Signals signals(Record row) {
    var engagements = new EnumMap<Engagement, Integer>(Engagement.class);
    readCount(engagements, Engagement.OPENED, row.get(CONTACT.OPENED));
    readCount(engagements, Engagement.CLICKED, row.get(CONTACT.CLICKED));
    readCount(engagements, Engagement.REPLIED, row.get(CONTACT.REPLIED));
    readCount(engagements, Engagement.BOOKED, row.get(CONTACT.BOOKED));
    return new Signals(
        row.get(CONTACT.SCORE),
        row.get(CONTACT.HOT),
        orNever(row.get(CONTACT.SCORED_AT)),
        ContactStatus.valueOf(row.get(CONTACT.STATUS)),
        orNever(row.get(CONTACT.STATUS_AT)),
        engagements,
        orNever(row.get(CONTACT.ENGAGED_AT)));
  }

  private static void readCount(Map<Engagement, Integer> into, Engagement engagement, int count) {
    if (count > 0) {
      into.put(engagement, count);
    }
  }

  private static @Nullable String status(Contact contact, Channel channel) {
    var consent = contact.consents().on(channel);
    return consent.equals(Consent.UNASKED) ? null : consent.status().name();
  }

  private static Optional<Instant> recordedAt(Contact contact, Channel channel) {
    var consent = contact.consents().on(channel);
    return consent.equals(Consent.UNASKED) ? Optional.empty() : Optional.of(consent.recordedAt());
  }

  private static Optional<Instant> unlessNever(Instant at) {
    return at.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(at);
  }

  private static Instant orNever(@Nullable Instant at) {
    return at == null ? Instant.EPOCH : at;
  }
}
