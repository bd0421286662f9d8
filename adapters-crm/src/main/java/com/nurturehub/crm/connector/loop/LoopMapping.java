package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.connector.loop.LoopFields.Field;
import com.nurturehub.crm.connector.loop.LoopPayloads.Body;
import com.nurturehub.crm.connector.loop.LoopPayloads.Person;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.contact.Signal.Engagement;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import com.nurturehub.crm.domain.push.ContactChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A person at Loop, as proposed, and our contact, both ways.
///
/// Left out, and never touched: tags, addressee, the responsible agent, all dates of Loop's own.
record LoopMapping(PhoneNumbers numbers, LoopSettings settings) {

  static final Map<Channel, Field> CONSENTS =
      Map.of(
          Channel.EMAIL, Field.EMAIL_CONSENT,
          Channel.SMS, Field.SMS_CONSENT,
          Channel.PHONE, Field.PHONE_CONSENT);

  private static final String SOURCE = "NurtureHub";

  /// The id of a person among all people, though each path has ids of its own.
  static String external(LoopSettings.People people, LoopSettings.Path path, String id) {
    return people.paths().size() == 1 ? id : path.path().substring(1) + "/" + id;
  }

  static LoopSettings.Path path(LoopSettings.People people, String external) {
    return people.paths().stream()
        .filter(path -> external.startsWith(path.path().substring(1) + "/"))
        .findFirst()
        .orElse(people.paths().getFirst());
  }

  static String bare(LoopSettings.People people, String external) {
    var start = path(people, external).path().substring(1) + "/";
    return people.paths().size() > 1 && external.startsWith(start)
        ? external.substring(start.length())
        : external;
  }

  /// Throws `IllegalArgumentException`, whose message says why, for a person that cannot be taken.
  /// `servedAt` stands in for a stamp that Loop left out altogether.
  CrmContact ours(Person theirs, Instant servedAt) {
    var name =
        new PersonName(theirs.text(Field.TITLE), theirs.text(Field.FIRST_NAME), surname(theirs));
    if (name.isEmpty()) {
      throw new IllegalArgumentException("it has no name");
    }
    return new CrmContact(
        new ExternalId(theirs.id()),
        new ContactDetails(
            name,
            emails(theirs),
            LoopPhones.of(theirs, numbers).all(),
            address(theirs),
            categories(theirs.roles())),
        claims(theirs),
        modifiedAt(theirs, servedAt),
        isArchived(theirs),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// What to write so that `current` says what it shall: only what is told, and only where it
  /// differs.
  Body update(ContactChange change, Person current) {
    var members = new EnumMap<Field, Object>(Field.class);
    for (var field : change.content().fields()) {
      add(members, field, change.details(), current);
    }
    addConsents(members, change, change.content().consents(), current.flags());
    return new Body(members);
  }

  /// The same for consent alone.
  Body consentAlone(ContactChange change, Person current) {
    var members = new EnumMap<Field, Object>(Field.class);
    addConsents(members, change, change.content().consents(), current.flags());
    return new Body(members);
  }

  private void add(
      Map<Field, Object> members, ContactField field, ContactDetails details, Person current) {
    switch (field) {
      case TITLE -> put(members, Field.TITLE, details.name().title(), current);
      case FORENAME -> put(members, Field.FIRST_NAME, details.name().forename(), current);
      case SURNAME -> put(members, placeOfSurname(current), details.name().surname(), current);
      case EMAILS -> put(members, Field.EMAIL, first(details.emails()), current);
      case PHONES ->
          LoopPhones.of(current, numbers)
              .become(details.phones())
              .changed()
              .forEach((place, number) -> members.put(place, orAbsent(number)));
      case ADDRESS ->
          address(details.address()).forEach((part, text) -> put(members, part, text, current));
      case CATEGORIES -> {
        var roles = roles(details.categories(), current.roles());
        if (!roles.equals(current.roles())) {
          members.put(Field.ROLES, roles);
        }
      }
    }
  }

  private static void put(Map<Field, Object> members, Field field, String text, Person current) {
    if (!text.equals(current.text(field))) {
      members.put(field, orAbsent(text));
    }
  }

  /// A company has its name in a place of its own.
  private static Field placeOfSurname(Person current) {
    return current.text(Field.LAST_NAME).isEmpty() && !current.text(Field.COMPANY).isEmpty()
        ? Field.COMPANY
        : Field.LAST_NAME;
  }

  private static void addConsents(
      Map<Field, Object> members,
      ContactChange change,
      Collection<Channel> channels,
      Map<Field, Boolean> before) {
    for (var channel : channels) {
      var member = CONSENTS.get(channel);
      var status = change.contact().consents().on(channel).status();
      if (member != null && status.isExplicit()) {
        var said = status == ConsentStatus.GRANTED;
        if (!Boolean.valueOf(said).equals(before.get(member))) {
          members.put(member, said);
        }
      }
    }
  }

  /// Somebody Loop does not have yet.
  Body create(ContactChange.Create change) {
    var details = change.details();
    var members = new EnumMap<Field, Object>(Field.class);
    members.put(Field.ROLES, roles(details.categories(), List.of()));
    putUnlessEmpty(members, Field.TITLE, details.name().title());
    putUnlessEmpty(members, Field.FIRST_NAME, details.name().forename());
    putUnlessEmpty(members, Field.LAST_NAME, details.name().surname());
    putUnlessEmpty(members, Field.EMAIL, first(details.emails()));
    LoopPhones.none(numbers)
        .become(details.phones())
        .changed()
        .forEach((place, number) -> putUnlessEmpty(members, place, number));
    address(details.address()).forEach((part, text) -> putUnlessEmpty(members, part, text));
    addConsents(members, change, List.of(Channel.values()), Map.of());
    members.put(Field.SOURCE, SOURCE);
    return new Body(members);
  }

  /// Whether a person is, to all appearances, the one we would create.
  static boolean looksLike(ContactChange.Create change, CrmContact found) {
    var ours = change.details().name();
    var theirs = found.details().name();
    return isSame(ours.surname(), theirs.surname()) && isSame(ours.forename(), theirs.forename());
  }

  private static boolean isSame(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }

  /// What NurtureHub measured, as one note.
  static String note(Contact contact) {
    var signals = contact.signals();
    var counts =
        Stream.of(Engagement.values())
            .filter(engagement -> signals.count(engagement) > 0)
            .map(engagement ->
                "%s %d"
                    .formatted(
                        engagement.name().toLowerCase(Locale.ROOT), signals.count(engagement)))
            .collect(Collectors.joining(", "));
    return "NurtureHub: score %d of 100%s, status %s%s."
        .formatted(
            signals.score(),
            signals.hot() ? " (hot)" : "",
            signals.status().name().toLowerCase(Locale.ROOT),
            counts.isEmpty() ? "" : "; " + counts);
  }

  private Set<ContactCategory> categories(List<String> roles) {
    var meant = EnumSet.noneOf(ContactCategory.class);
    roles.forEach(role -> meaning(role).ifPresent(meant::add));
    return meant;
  }

  private Optional<ContactCategory> meaning(String role) {
    return settings.meanings().roles().entrySet().stream()
        .filter(known -> known.getKey().equalsIgnoreCase(role.strip()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// The roles that say `wanted`, as near to `before` as can be: what means nothing here stays.
  List<String> roles(Set<ContactCategory> wanted, List<String> before) {
    var roles = new ArrayList<String>();
    var said = EnumSet.noneOf(ContactCategory.class);
    for (var role : before) {
      var meaning = meaning(role);
      if (meaning.isEmpty() || wanted.contains(meaning.get())) {
        roles.add(role);
        meaning.ifPresent(said::add);
      }
    }
    settings.meanings().roles().entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .filter(role -> wanted.contains(role.getValue()) && said.add(role.getValue()))
        .forEach(role -> roles.add(role.getKey()));
    return roles;
  }

  /// The categories there is a place for.
  Set<ContactCategory> places() {
    return Set.copyOf(settings.meanings().roles().values());
  }

  private boolean isArchived(Person theirs) {
    return settings.meanings().archived().stream()
        .anyMatch(state -> state.equalsIgnoreCase(theirs.text(Field.STATUS).strip()));
  }

  private static String surname(Person theirs) {
    return theirs.text(placeOfSurname(theirs));
  }

  /// A text that is no address is left out; it stays in Loop until an agent puts it right.
  private static List<EmailAddress> emails(Person theirs) {
    var text = theirs.text(Field.EMAIL);
    return EmailAddress.isValid(text) ? List.of(new EmailAddress(text)) : List.of();
  }

  private static String first(List<EmailAddress> emails) {
    return emails.isEmpty() ? "" : emails.getFirst().value();
  }

  /// Loop does not date consent; nothing means that nobody was asked.
  private static Map<Channel, Claim> claims(Person theirs) {
    var claims = new EnumMap<Channel, Claim>(Channel.class);
    CONSENTS.forEach((channel, field) -> {
      var said = theirs.flags().get(field);
      var status =
          said == null
              ? ConsentStatus.UNKNOWN
              : said ? ConsentStatus.GRANTED : ConsentStatus.DENIED;
      claims.put(channel, new Claim(status, Optional.empty()));
    });
    return claims;
  }

  private static Instant modifiedAt(Person theirs, Instant servedAt) {
    if (theirs.updated() != null) {
      return theirs.updated();
    }
    return theirs.created() != null ? theirs.created() : servedAt;
  }

  private static PostalAddress address(Person theirs) {
    var house = theirs.text(Field.HOUSE).strip();
    var isNumber = !house.isEmpty() && Character.isDigit(house.charAt(0));
    var address =
        new PostalAddress(
            isNumber ? "" : house,
            isNumber ? house : "",
            theirs.text(Field.STREET),
            theirs.text(Field.LOCALITY),
            theirs.text(Field.TOWN),
            theirs.text(Field.COUNTY),
            theirs.text(Field.POSTCODE),
            "");
    return address.isEmpty() ? PostalAddress.NONE : address;
  }

  private static Map<Field, String> address(PostalAddress ours) {
    var parts = new EnumMap<Field, String>(Field.class);
    parts.put(Field.HOUSE, (ours.buildingName() + " " + ours.buildingNumber()).strip());
    parts.put(Field.STREET, ours.line1());
    parts.put(Field.LOCALITY, ours.line2());
    parts.put(Field.TOWN, ours.line3());
    parts.put(Field.COUNTY, ours.line4());
    parts.put(Field.POSTCODE, ours.postcode());
    return parts;
  }

  private static Object orAbsent(String text) {
    return text.isEmpty() ? Optional.empty() : text;
  }

  private static void putUnlessEmpty(Map<Field, Object> members, Field field, String text) {
    if (!text.isBlank()) {
      members.put(field, text);
    }
  }
}
