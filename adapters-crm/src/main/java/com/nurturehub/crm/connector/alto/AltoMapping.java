package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.connector.alto.AltoCategories.Roles;
import com.nurturehub.crm.connector.alto.AltoPayloads.Address;
import com.nurturehub.crm.connector.alto.AltoPayloads.Detail;
import com.nurturehub.crm.connector.alto.AltoPayloads.Person;
import com.nurturehub.crm.connector.alto.AltoPayloads.PersonId;
import com.nurturehub.crm.connector.alto.AltoPayloads.Phone;
import com.nurturehub.crm.connector.alto.AltoPayloads.Preference;
import com.nurturehub.crm.connector.alto.AltoPayloads.Profile;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.link.CrmContact;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Alto's household and our contacts, both ways.
///
/// Left out, and never touched: notes, company, branch and negotiator, lead, position, intention
/// and disposal, and fax numbers. An e-mail address that is none is left out too; it stays in Alto
/// until an agent puts it right.
record AltoMapping(PhoneNumbers numbers, AltoCategories categories, AltoConsents consents) {

  static final int PHONE_LENGTH_MAX = 100;

  private static final String FAX = "Fax";

  /// Everything Alto shows of a household, put together from its views.
  record Household(Detail detail, Collection<Preference> preferences, Set<String> personas) {

    Household {
      preferences = List.copyOf(preferences);
      personas = Set.copyOf(personas);
    }

    Household as(Set<String> others) {
      return new Household(detail, preferences, others);
    }
  }

  /// Throws `IllegalArgumentException`, whose message says why, for somebody who cannot be taken.
  /// `servedAt` stands in for a stamp that Alto left out.
  CrmContact ours(Household household, Person person, Instant servedAt) {
    var detail = household.detail();
    var name = new PersonName(person.title(), person.forename(), person.surname());
    if (name.isEmpty()) {
      throw new IllegalArgumentException("it has no name");
    }
    return new CrmContact(
        new PersonId(detail.id(), person.id()).external(),
        new ContactDetails(
            name, emails(person), phones(person), address(detail.address()), meant(household)),
        consents.claims(household.preferences()),
        detail.modified().orElse(servedAt),
        detail.archived(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(detail.id()));
  }

  List<EmailAddress> emails(Person person) {
    var emails = new LinkedHashSet<EmailAddress>();
    for (var typed : person.emails()) {
      if (EmailAddress.isValid(typed)) {
        emails.add(new EmailAddress(typed));
      }
    }
    return List.copyOf(emails);
  }

  List<PhoneNumber> phones(Person person) {
    var phones = new LinkedHashSet<PhoneNumber>();
    for (var phone : person.phones()) {
      if (!phone.type().equals(FAX) && isNumber(phone)) {
        phones.add(numbers.read(phone.number()));
      }
    }
    return List.copyOf(phones);
  }

  /// What the household is to the agency. Whoever shares a record shares its roles.
  private Set<ContactCategory> meant(Household household) {
    var detail = household.detail();
    return categories.of(
        new Roles(
            household.personas(),
            detail.profiles().stream().filter(Profile::active).map(Profile::intention).toList(),
            detail.potentialVendor(),
            detail.potentialLandlord()));
  }

  private static boolean isNumber(Phone phone) {
    return phone.number().length() <= PHONE_LENGTH_MAX
        && phone.number().chars().noneMatch(Character::isISOControl);
  }

  /// Alto has one member for a name or a number, and one for what lies within it.
  static PostalAddress address(Address theirs) {
    var isNumbered = isNumber(theirs.nameNumber());
    var address =
        new PostalAddress(
            isNumbered ? theirs.subDwelling() : joined(theirs.subDwelling(), theirs.nameNumber()),
            isNumbered ? theirs.nameNumber() : "",
            theirs.street(),
            theirs.locality(),
            theirs.town(),
            theirs.county(),
            theirs.postcode(),
            theirs.countryCode());
    return address.isEmpty() ? PostalAddress.NONE : address;
  }

  /// The members of a new contact's address; nothing for what is empty.
  static Map<String, Object> address(PostalAddress ours) {
    var members = new LinkedHashMap<String, Object>();
    if (ours.buildingNumber().isEmpty()) {
      add(members, "nameNumber", ours.buildingName());
    } else {
      add(members, "subDwelling", ours.buildingName());
      add(members, "nameNumber", ours.buildingNumber());
    }
    add(members, "street", ours.line1());
    add(members, "locality", ours.line2());
    add(members, "town", ours.line3());
    add(members, "county", ours.line4());
    add(members, "postcode", ours.postcode());
    add(members, "countryCode", ours.country());
    return members;
  }

  private static void add(Map<String, Object> members, String name, String value) {
    if (!value.isEmpty()) {
      members.put(name, value);
    }
  }

  private static boolean isNumber(String nameNumber) {
    return nameNumber.strip().matches("\\d+\\s?[A-Za-z]?([-/]\\d+\\s?[A-Za-z]?)?");
  }

  private static String joined(String one, String other) {
    return one.isBlank() || other.isBlank() ? one + other : one + ", " + other;
  }
}
