package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.connector.street.StreetPayloads.Address;
import com.nurturehub.crm.connector.street.StreetPayloads.Body;
import com.nurturehub.crm.connector.street.StreetPayloads.Detail;
import com.nurturehub.crm.connector.street.StreetPayloads.Person;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.contact.Signal.Engagement;
import com.nurturehub.crm.domain.contact.Signals;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import com.nurturehub.crm.domain.push.ContactChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Street's person and our contact, both ways.
///
/// Read and never written, because Street has no call for it: e-mail addresses, telephone numbers,
/// the address, and what follows from statuses and applicants. Left out: notes on addresses and
/// numbers, owned properties, lead ratings.
record StreetMapping(
    PhoneNumbers numbers, StreetCategories categories, StreetSettings.Writing writing) {

  /// What an enquiry is about, and which branch it is for; chosen by the agency, if at all.
  static final String PROPERTY = "property_uuid";

  static final String BRANCH = "branch_uuid";

  private static final int POSTCODE_LENGTH_MAX = 8;
  private static final int LINES = 4;
  private static final Map<String, String> COUNTRIES =
      Map.of(
          "united kingdom", "GB",
          "england", "GB",
          "scotland", "GB",
          "wales", "GB",
          "northern ireland", "GB",
          "great britain", "GB",
          "uk", "GB",
          "ireland", "IE");

  /// Throws `IllegalArgumentException`, whose message says why, for a person that cannot be taken.
  /// `servedAt` stands in for a stamp that Street left out altogether.
  CrmContact ours(Person theirs, boolean trashed, Instant servedAt) {
    var name =
        new PersonName(text(theirs.title()), text(theirs.firstName()), text(theirs.lastName()));
    if (name.isEmpty()) {
      throw new IllegalArgumentException("it has no name");
    }
    return new CrmContact(
        new ExternalId(theirs.id()),
        new ContactDetails(
            name,
            emails(theirs),
            phones(theirs),
            address(theirs.address()),
            categories.of(theirs.statuses(), theirs.applicants())),
        claims(consent(theirs)),
        modifiedAt(theirs, servedAt),
        trashed,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The whole of what Street lets us change, so that `current` says what it shall. Both names and
  /// all four preferences go with every change.
  Body update(ContactChange change, Person current) {
    return body(change, current, change.content().fields());
  }

  /// The same for consent alone, with the names as they are.
  Body consentAlone(ContactChange change, Person current) {
    return body(change, current, Set.of());
  }

  private Body body(ContactChange change, Person current, Set<ContactField> fields) {
    var name = change.details().name();
    var attributes = new LinkedHashMap<String, Object>();
    if (fields.contains(ContactField.TITLE)) {
      attributes.put("title", name.title().isEmpty() ? Optional.empty() : name.title());
    }
    attributes.put(
        "first_name",
        chosen(fields.contains(ContactField.FORENAME), name.forename(), current.firstName()));
    attributes.put(
        "last_name",
        chosen(fields.contains(ContactField.SURNAME), name.surname(), current.lastName()));
    var before = consent(current);
    var after = before.told(told(change, change.content().consents()));
    if (after.marketing() != null && !after.marketing().equals(before.marketing())) {
      attributes.put(StreetConsent.MARKETING, after.marketing());
    }
    attributes.put(StreetConsent.PREFERENCES, after.allPreferences());
    return new Body("person", Optional.of(current.id()), attributes, Optional.empty());
  }

  /// Street takes no empty name; one that shall become empty stays.
  private static String chosen(boolean wanted, String ours, @Nullable String theirs) {
    return wanted && !ours.isEmpty() ? ours : text(theirs);
  }

  /// The names that shall become empty and cannot.
  static Set<ContactField> declined(ContactChange change, Person current) {
    var name = change.details().name();
    var declined = EnumSet.noneOf(ContactField.class);
    if (name.forename().isEmpty() && !text(current.firstName()).isBlank()) {
      declined.add(ContactField.FORENAME);
    }
    if (name.surname().isEmpty() && !text(current.lastName()).isBlank()) {
      declined.add(ContactField.SURNAME);
    }
    declined.retainAll(change.content().fields());
    return declined;
  }

  /// Whether the change would leave the person as it is.
  boolean isSaid(Body body, Person current) {
    return body.attributes().getOrDefault("first_name", "").equals(text(current.firstName()))
        && body.attributes().getOrDefault("last_name", "").equals(text(current.lastName()))
        && saysTitle(body, current)
        && !body.attributes().containsKey(StreetConsent.MARKETING)
        && consent(current)
            .allPreferences()
            .equals(body.attributes().get(StreetConsent.PREFERENCES));
  }

  private static boolean saysTitle(Body body, Person current) {
    var title = body.attributes().get("title");
    return title == null || (title instanceof Optional ? "" : title).equals(text(current.title()));
  }

  /// An enquiry of somebody Street does not have yet.
  Body enquiry(ContactChange.Create change) {
    var details = change.details();
    var attributes = new LinkedHashMap<String, Object>();
    attributes.put("email_address", details.emails().getFirst().value());
    attributes.put("message", writing.message());
    putUnlessEmpty(attributes, "first_name", details.name().forename());
    putUnlessEmpty(attributes, "last_name", details.name().surname());
    details.phones().stream()
        .filter(PhoneNumber::isDiallable)
        .findFirst()
        .ifPresent(number -> attributes.put("telephone_number", number.value()));
    attributes.put("custom_source", writing.source());
    var postcode = details.address().postcode();
    if (postcode.length() <= POSTCODE_LENGTH_MAX) {
      putUnlessEmpty(attributes, "postcode", postcode);
    }
    putUnlessEmpty(attributes, BRANCH, change.defaults().getOrDefault(BRANCH, ""));
    if (writing.identifier()) {
      attributes.put("enquiry_identifier", "nurturehub:" + change.contact().id());
    }
    return new Body("enquiry", Optional.empty(), attributes, about(change));
  }

  private Optional<Map<String, Object>> about(ContactChange.Create change) {
    return switch (writing.about()) {
      case PROPERTY ->
          Optional.of(
              relation("property", "property", change.defaults().getOrDefault(PROPERTY, "")));
      case EMPTY -> Optional.of(Map.of());
      case OMITTED -> Optional.empty();
    };
  }

  /// What an enquiry could not carry, judged by what became of it: for a person to type in.
  static Set<ContactField> notCarried(ContactDetails sent, ContactDetails shown) {
    var differing = EnumSet.noneOf(ContactField.class);
    differing.addAll(sent.differencesFrom(shown));
    differing.removeIf(field -> field.isEmptyIn(sent));
    return differing;
  }

  /// Whether a person is, to all appearances, the one we would create.
  static boolean looksLike(ContactChange.Create change, CrmContact found) {
    var ours = change.details().name();
    var theirs = found.details().name();
    return isSame(ours.surname(), theirs.surname())
        && isSame(ours.forename(), theirs.forename())
        && found.details().emails().contains(change.details().emails().getFirst());
  }

  private static boolean isSame(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }

  /// What NurtureHub measured, as one entry in the person's activity.
  Body activity(Contact contact, ExternalId person) {
    var signals = contact.signals();
    var attributes = new LinkedHashMap<String, Object>();
    attributes.put("activity_type", "campaign_sent");
    attributes.put("title", title(signals));
    attributes.put("description", description(signals));
    attributes.put("source", writing.activitySource());
    attributes.put("meta", meta(contact));
    return new Body(
        "activity",
        Optional.empty(),
        attributes,
        Optional.of(relation("person", "person", person.value())));
  }

  private static String title(Signals signals) {
    return signals.hot()
        ? "NurtureHub: hot lead, score %d of 100".formatted(signals.score())
        : "NurtureHub: score %d of 100".formatted(signals.score());
  }

  private static String description(Signals signals) {
    var words = new StringBuilder("Status: ");
    words.append(signals.status().name().toLowerCase(Locale.ROOT)).append('.');
    for (var engagement : Engagement.values()) {
      if (signals.count(engagement) > 0) {
        words
            .append(' ')
            .append(engagement.name().charAt(0))
            .append(engagement.name().substring(1).toLowerCase(Locale.ROOT))
            .append(": ")
            .append(signals.count(engagement))
            .append('.');
      }
    }
    return words.toString();
  }

  private static Map<String, Object> meta(Contact contact) {
    var signals = contact.signals();
    var meta = new LinkedHashMap<String, Object>();
    meta.put("nurturehub_contact", contact.id().toString());
    meta.put("score", signals.score());
    meta.put("hot", signals.hot());
    meta.put("status", signals.status().name().toLowerCase(Locale.ROOT));
    for (var engagement : Engagement.values()) {
      meta.put(engagement.name().toLowerCase(Locale.ROOT), signals.count(engagement));
    }
    return meta;
  }

  static StreetConsent consent(Person theirs) {
    return StreetConsent.of(theirs.marketingConsent(), theirs.contactPreferences());
  }

  private static Map<Channel, ConsentStatus> told(
      ContactChange change, Collection<Channel> channels) {
    var told = new EnumMap<Channel, ConsentStatus>(Channel.class);
    channels.forEach(c -> told.put(c, change.contact().consents().on(c).status()));
    return told;
  }

  /// Street does not date consent.
  private static Map<Channel, Claim> claims(StreetConsent consent) {
    var claims = new EnumMap<Channel, Claim>(Channel.class);
    consent.byChannel().forEach((c, status) -> claims.put(c, new Claim(status, Optional.empty())));
    return claims;
  }

  private static Instant modifiedAt(Person theirs, Instant servedAt) {
    if (theirs.updatedAt() != null) {
      return theirs.updatedAt();
    }
    return theirs.createdAt() != null ? theirs.createdAt() : servedAt;
  }

  /// A text that is no address is left out; it stays in Street until an agent puts it right.
  private static List<EmailAddress> emails(Person theirs) {
    return preferredFirst(theirs.emailAddresses()).stream()
        .filter(EmailAddress::isValid)
        .map(EmailAddress::new)
        .toList();
  }

  private List<PhoneNumber> phones(Person theirs) {
    return preferredFirst(theirs.telephoneNumbers()).stream().map(numbers::read).toList();
  }

  private static List<String> preferredFirst(List<Detail> details) {
    return details.stream()
        .sorted(Comparator.comparing(detail -> !detail.primary()))
        .map(Detail::value)
        .toList();
  }

  /// Street writes the number of a house once by itself and once more in the first line; we keep it
  /// once. The town stands among the lines or by itself.
  private static PostalAddress address(@Nullable Address theirs) {
    if (theirs == null) {
      return PostalAddress.NONE;
    }
    var number = text(theirs.buildingNumber());
    var building = text(theirs.buildingName());
    var street = text(theirs.street());
    var isApart = !street.isBlank() && !(number.isBlank() && building.isBlank());
    var lines = new ArrayList<>(theirs.lines());
    if (isApart && !lines.isEmpty()) {
      lines.set(0, street);
    }
    var town = text(theirs.town());
    if (!town.isBlank() && lines.size() < LINES && lines.stream().noneMatch(town::equals)) {
      lines.add(town);
    }
    while (lines.size() < LINES) {
      lines.add("");
    }
    var address =
        new PostalAddress(
            isApart ? building : "",
            isApart ? number : "",
            lines.get(0),
            lines.get(1),
            lines.get(2),
            lines.get(3),
            text(theirs.postcode()),
            COUNTRIES.getOrDefault(text(theirs.country()).strip().toLowerCase(Locale.ROOT), ""));
    return address.isEmpty() ? PostalAddress.NONE : address;
  }

  private static Map<String, Object> relation(String name, String type, String id) {
    return Map.of(name, Map.of("data", Map.of("type", type, "id", id)));
  }

  private static void putUnlessEmpty(Map<String, Object> members, String name, String value) {
    if (!value.isBlank()) {
      members.put(name, value);
    }
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
