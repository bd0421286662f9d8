package com.nurturehub.crm.connector.alto;

import static com.nurturehub.crm.domain.contact.ContactCategory.ACTIVE_SELLER;
import static com.nurturehub.crm.domain.contact.ContactCategory.ACTIVE_TENANT;
import static com.nurturehub.crm.domain.contact.ContactCategory.BUYER;
import static com.nurturehub.crm.domain.contact.ContactCategory.LANDLORD;
import static com.nurturehub.crm.domain.contact.ContactCategory.MANAGED_LANDLORD;
import static com.nurturehub.crm.domain.contact.ContactCategory.SELLER;
import static com.nurturehub.crm.domain.contact.ContactCategory.TENANT_APPLICANT;

import com.nurturehub.crm.domain.contact.ContactCategory;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What Alto's personas, flags and applicant profiles mean in NurtureHub's twelve categories.
///
/// `profiles` are what an applicant looks for; an applicant without any means `applicant`. What is
/// not in the tables means nothing here. Personas follow from properties and tenancies in Alto and
/// cannot be written; the two flags could, but agents read them as their own judgement, so they are
/// set for a new contact only.
public record AltoCategories(
    Map<String, Set<ContactCategory>> personas,
    Map<String, Set<ContactCategory>> profiles,
    Set<ContactCategory> applicant,
    Set<ContactCategory> potentialVendor,
    Set<ContactCategory> potentialLandlord) {

  static final String APPLICANT = "Applicant";

  /// Who looks for nothing in particular is more often a buyer. Alto does not tell an investor from
  /// other buyers.
  public static final AltoCategories USUAL =
      new AltoCategories(
          Map.of(
              "Vendor", Set.of(ACTIVE_SELLER),
              "Landlord", Set.of(MANAGED_LANDLORD),
              "Tenant", Set.of(ACTIVE_TENANT)),
          Map.of("Buy", Set.of(BUYER), "Rent", Set.of(TENANT_APPLICANT)),
          Set.of(BUYER),
          Set.of(SELLER),
          Set.of(LANDLORD));

  public AltoCategories {
    personas = Map.copyOf(personas);
    profiles = Map.copyOf(profiles);
    applicant = Set.copyOf(applicant);
    potentialVendor = Set.copyOf(potentialVendor);
    potentialLandlord = Set.copyOf(potentialLandlord);
  }

  /// What a household says of itself. `profiles` are those of its applicant profiles that are
  /// active.
  record Roles(
      Set<String> personas,
      Collection<String> profiles,
      boolean potentialVendor,
      boolean potentialLandlord) {}

  Set<ContactCategory> of(Roles roles) {
    var meant = EnumSet.noneOf(ContactCategory.class);
    for (var persona : roles.personas()) {
      meant.addAll(personas.getOrDefault(persona, Set.of()));
    }
    if (roles.personas().contains(APPLICANT)) {
      meant.addAll(sought(roles.profiles()));
    }
    if (roles.potentialVendor()) {
      meant.addAll(potentialVendor);
    }
    if (roles.potentialLandlord()) {
      meant.addAll(potentialLandlord);
    }
    return meant;
  }

  /// Those that Alto has a place for.
  Set<ContactCategory> places() {
    var places = EnumSet.noneOf(ContactCategory.class);
    personas.values().forEach(places::addAll);
    profiles.values().forEach(places::addAll);
    places.addAll(applicant);
    places.addAll(potentialVendor);
    places.addAll(potentialLandlord);
    return places;
  }

  Optional<Boolean> vendorFlag(Set<ContactCategory> wanted) {
    return flag(potentialVendor, wanted);
  }

  Optional<Boolean> landlordFlag(Set<ContactCategory> wanted) {
    return flag(potentialLandlord, wanted);
  }

  private static Optional<Boolean> flag(Set<ContactCategory> meant, Set<ContactCategory> wanted) {
    return !meant.isEmpty() && wanted.containsAll(meant) ? Optional.of(true) : Optional.empty();
  }

  private Set<ContactCategory> sought(Collection<String> active) {
    var sought = EnumSet.noneOf(ContactCategory.class);
    active.forEach(profile -> sought.addAll(profiles.getOrDefault(profile, Set.of())));
    return sought.isEmpty() ? applicant : sought;
  }
}
