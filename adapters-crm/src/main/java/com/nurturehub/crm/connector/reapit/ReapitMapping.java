package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Address;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Body;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Contact;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Detail;
import com.nurturehub.crm.connector.reapit.ReapitSettings.DetailsShape;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.contact.Signal.Engagement;
import com.nurturehub.crm.domain.contact.Signals;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushContent;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reapit's contact and ours, both ways.
///
/// Left out, and never touched: date of birth, the secondary and the work address, source, offices
/// and negotiators, identity check, `active`. An `email` that is no address is left out too; it
/// stays in Reapit until an agent puts it right.
record ReapitMapping(PhoneNumbers numbers, ReapitCategories categories, DetailsShape shape) {

  /// Where our id stands in Reapit's metadata.
  static final String REFERENCE = "nurtureHubId";

  /// What a new contact needs and nobody but the agency knows.
  static final String OFFICE = "officeId";

  static final String NEGOTIATOR = "negotiatorId";

  private static final Set<ContactField> KNOWN_ONLY_BY_LOOKING =
      Set.of(ContactField.EMAILS, ContactField.PHONES, ContactField.CATEGORIES);

  /// Throws `IllegalArgumentException`, whose message says why, for a contact that cannot be taken.
  /// `servedAt` stands in for a stamp that Reapit left out altogether.
  CrmContact ours(Contact theirs, Instant servedAt) {
    var name =
        new PersonName(text(theirs.title()), text(theirs.forename()), text(theirs.surname()));
    if (name.isEmpty()) {
      throw new IllegalArgumentException("it has no name");
    }
    var details = ReapitDetails.of(theirs, numbers);
    return new CrmContact(
        new ExternalId(theirs.id()),
        new ContactDetails(
            name,
            details.emails(),
            details.phones(),
            address(theirs.primaryAddress()),
            categories.of(theirs.categoryIds(), theirs.relationships())),
        claims(consent(theirs)),
        modifiedAt(theirs, servedAt),
        theirs.fromArchive(),
        Optional.ofNullable(theirs.eTag()),
        reference(theirs.nurtureHubId()),
        Optional.empty());
  }

  /// Consent alone, of what shall be written.
  static Body consentOf(Body body) {
    var members = new LinkedHashMap<>(body.members());
    members.keySet().removeIf(member -> !ReapitConsent.isMember(member));
    return new Body(members);
  }

  /// Whether what is to be told depends on how Reapit has it.
  boolean needsALook(PushContent content) {
    return !content.consents().isEmpty()
        || content.fields().stream().anyMatch(KNOWN_ONLY_BY_LOOKING::contains);
  }

  /// What to write without a look.
  Body update(ContactChange change) {
    var members = new LinkedHashMap<String, Object>();
    addPlain(members, change);
    return new Body(members);
  }

  /// What to write so that `current` says what it shall.
  Body update(ContactChange change, Contact current) {
    var members = new LinkedHashMap<String, Object>();
    addPlain(members, change);
    addDetails(members, change, current);
    if (change.content().fields().contains(ContactField.CATEGORIES)) {
      addCategories(members, change.details(), current.categoryIds());
    }
    members.putAll(consent(current).telling(told(change, change.content().consents())));
    return new Body(members);
  }

  /// The opt-out alone, where nothing else can be written; empty if there is none, or it is not one
  /// from everything.
  Body optOut(ContactChange change, Contact current) {
    var members = consent(current).telling(told(change, change.content().consents()));
    return new Body("deny".equals(members.get("marketingConsent")) ? members : Map.of());
  }

  /// A new contact, but for the further details, which can only be added to one that exists.
  Body create(ContactChange.Create change) {
    var members = new LinkedHashMap<String, Object>();
    addName(members, change.details().name());
    members.putAll(ReapitConsent.ofNew(told(change, List.of(Channel.values()))));
    var details = ReapitDetails.none(numbers);
    details.become(change.details().emails());
    details.call(change.details().phones());
    members.putAll(details.changed());
    members.put("officeIds", List.of(change.defaults().getOrDefault(OFFICE, "")));
    members.put("negotiatorIds", List.of(change.defaults().getOrDefault(NEGOTIATOR, "")));
    if (!change.details().address().isEmpty()) {
      members.put("primaryAddress", address(change.details().address()));
    }
    addCategories(members, change.details(), List.of());
    members.put("metadata", metadata(change));
    return new Body(members);
  }

  private static void addName(Map<String, Object> members, PersonName name) {
    Stream.of(
            Map.entry("title", name.title()),
            Map.entry("forename", name.forename()),
            Map.entry("surname", name.surname()))
        .filter(part -> !part.getValue().isEmpty())
        .forEach(part -> members.put(part.getKey(), part.getValue()));
  }

  /// What a contact we created still lacks, now that it exists. Nothing is taken from it, for an
  /// agent may have been there meanwhile.
  Body remaining(ContactChange.Create change, Contact current) {
    var details = ReapitDetails.of(current, numbers);
    details.become(union(details.emails(), change.details().emails()));
    details.call(union(details.phones(), change.details().phones()));
    return new Body(allOf(details));
  }

  private static <T> Set<T> union(Collection<T> one, Collection<T> other) {
    var all = new LinkedHashSet<>(one);
    all.addAll(other);
    return all;
  }

  /// Whether a contact is, to all appearances, the one we would create.
  boolean looksLike(ContactChange.Create change, CrmContact found) {
    var ours = change.details();
    var theirs = found.details();
    return found.reference().isEmpty()
        && isSame(ours.name().surname(), theirs.name().surname())
        && isSame(ours.name().forename(), theirs.name().forename())
        && theirs.emails().contains(ours.emails().getFirst());
  }

  private static boolean isSame(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }

  private void addPlain(Map<String, Object> members, ContactChange change) {
    var fields = change.content().fields();
    var details = change.details();
    if (fields.contains(ContactField.TITLE)) {
      members.put("title", details.name().title());
    }
    if (fields.contains(ContactField.FORENAME)) {
      members.put("forename", details.name().forename());
    }
    if (fields.contains(ContactField.SURNAME)) {
      members.put("surname", details.name().surname());
    }
    if (fields.contains(ContactField.ADDRESS)) {
      members.put("primaryAddress", address(details.address()));
    }
    if (!change.content().signals().isEmpty()) {
      members.put("metadata", metadata(change));
    }
  }

  private void addDetails(Map<String, Object> members, ContactChange change, Contact current) {
    var details = ReapitDetails.of(current, numbers);
    if (change.content().fields().contains(ContactField.EMAILS)) {
      details.become(change.details().emails());
    }
    if (change.content().fields().contains(ContactField.PHONES)) {
      details.call(change.details().phones());
    }
    members.putAll(allOf(details));
  }

  private Map<String, Object> allOf(ReapitDetails details) {
    var members = details.changed();
    details
        .changedFurther()
        .map(this::shaped)
        .ifPresent(f -> members.put(ReapitDetails.FURTHER, f));
    return members;
  }

  private Object shaped(List<Detail> details) {
    return switch (shape) {
      case LIST -> details.stream().map(d -> Map.of("type", d.type(), "value", d.value())).toList();
      case OBJECT -> byLabel(details);
    };
  }

  /// Agents may use a label twice, an object cannot.
  private static Map<String, String> byLabel(List<Detail> details) {
    var byLabel = new LinkedHashMap<String, String>();
    for (var detail : details) {
      var label = detail.type();
      for (int number = 2; byLabel.containsKey(label); number++) {
        label = "%s (%d)".formatted(detail.type(), number);
      }
      byLabel.put(label, detail.value());
    }
    return byLabel;
  }

  private void addCategories(
      Map<String, Object> members, ContactDetails details, List<String> before) {
    var ids = categories.written(details.categories(), before);
    if (!ids.equals(before)) {
      members.put("categoryIds", ids);
    }
  }

  private static Map<Channel, ConsentStatus> told(
      ContactChange change, Collection<Channel> channels) {
    var told = new EnumMap<Channel, ConsentStatus>(Channel.class);
    channels.forEach(c -> told.put(c, change.contact().consents().on(c).status()));
    return told;
  }

  private static ReapitConsent consent(Contact theirs) {
    return ReapitConsent.of(theirs.marketingConsent(), theirs.communicationPreference());
  }

  /// Reapit does not date consent.
  private static Map<Channel, Claim> claims(ReapitConsent consent) {
    var claims = new EnumMap<Channel, Claim>(Channel.class);
    consent.byChannel().forEach((c, status) -> claims.put(c, new Claim(status, Optional.empty())));
    return claims;
  }

  /// Everything we keep there, because it is not known whether Reapit merges or replaces it. No
  /// personal data, as Reapit asks.
  private static Map<String, Object> metadata(ContactChange change) {
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put(REFERENCE, change.contact().id().toString());
    if (!change.content().signals().isEmpty()) {
      addSignals(metadata, change.contact().signals());
    }
    return metadata;
  }

  private static void addSignals(Map<String, Object> metadata, Signals signals) {
    if (signals.scoredAt().isAfter(Instant.EPOCH)) {
      metadata.put("score", signals.score());
      metadata.put("hot", signals.hot());
      metadata.put("scoredAt", signals.scoredAt().toString());
    }
    if (signals.statusAt().isAfter(Instant.EPOCH)) {
      metadata.put("status", signals.status().name().toLowerCase(Locale.ROOT));
      metadata.put("statusAt", signals.statusAt().toString());
    }
    for (var engagement : Engagement.values()) {
      if (signals.count(engagement) > 0) {
        metadata.put(engagement.name().toLowerCase(Locale.ROOT), signals.count(engagement));
      }
    }
  }

  private static Instant modifiedAt(Contact theirs, Instant servedAt) {
    if (theirs.modified() != null) {
      return theirs.modified();
    }
    return theirs.created() != null ? theirs.created() : servedAt;
  }

  private static Optional<ContactId> reference(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(UUID::fromString).map(ContactId::new);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static PostalAddress address(@Nullable Address theirs) {
    if (theirs == null) {
      return PostalAddress.NONE;
    }
    var address =
        new PostalAddress(
            text(theirs.buildingName()),
            text(theirs.buildingNumber()),
            text(theirs.line1()),
            text(theirs.line2()),
            text(theirs.line3()),
            text(theirs.line4()),
            text(theirs.postcode()),
            text(theirs.countryId()));
    return address.isEmpty() ? PostalAddress.NONE : address;
  }

  /// Empty texts clear what is there; a country cannot be cleared and alone means nothing.
  private static Map<String, Object> address(PostalAddress ours) {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", "primary");
    members.put("buildingName", ours.buildingName());
    members.put("buildingNumber", ours.buildingNumber());
    members.put("line1", ours.line1());
    members.put("line2", ours.line2());
    members.put("line3", ours.line3());
    members.put("line4", ours.line4());
    members.put("postcode", ours.postcode());
    if (!ours.country().isEmpty()) {
      members.put("countryId", ours.country());
    }
    return members;
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
