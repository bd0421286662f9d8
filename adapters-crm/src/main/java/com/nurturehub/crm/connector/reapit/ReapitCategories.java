package com.nurturehub.crm.connector.reapit;

import static com.nurturehub.crm.domain.contact.ContactCategory.ACTIVE_BUYER;
import static com.nurturehub.crm.domain.contact.ContactCategory.ACTIVE_SELLER;
import static com.nurturehub.crm.domain.contact.ContactCategory.ACTIVE_TENANT;
import static com.nurturehub.crm.domain.contact.ContactCategory.BUYER;
import static com.nurturehub.crm.domain.contact.ContactCategory.LANDLORD;
import static com.nurturehub.crm.domain.contact.ContactCategory.MANAGED_LANDLORD;
import static com.nurturehub.crm.domain.contact.ContactCategory.PROPERTY_INVESTOR;
import static com.nurturehub.crm.domain.contact.ContactCategory.SELLER;
import static com.nurturehub.crm.domain.contact.ContactCategory.TENANT_APPLICANT;

import com.nurturehub.crm.domain.contact.ContactCategory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What Reapit's category ids and roles mean in NurtureHub's twelve categories.
///
/// Open: each customer makes up its own category ids, and nobody publishes what they mean. An id or
/// a role that is not in the tables means nothing here; it is left alone when categories are
/// written.
public record ReapitCategories(
    Map<String, Set<ContactCategory>> byId, Map<Role, Set<ContactCategory>> byRole) {

  /// What a contact is to the agency now, or was.
  public record Role(String type, boolean former) {

    public static Role current(String type) {
      return new Role(type, false);
    }

    public static Role former(String type) {
      return new Role(type, true);
    }
  }

  /// An applicant may look to buy or to rent, which neither id nor role says; most applicants who
  /// are worth nurturing buy. Who was a client and is none any more is a prospect again.
  public static final ReapitCategories USUAL =
      new ReapitCategories(
          Map.of(
              "APP", Set.of(BUYER),
              "VEN", Set.of(SELLER),
              "LAN", Set.of(LANDLORD),
              "TEN", Set.of(ACTIVE_TENANT),
              "INV", Set.of(PROPERTY_INVESTOR)),
          Map.of(
              Role.current("applicant"), Set.of(BUYER),
              Role.current("offer"), Set.of(ACTIVE_BUYER),
              Role.former("offer"), Set.of(BUYER),
              Role.current("vendor"), Set.of(ACTIVE_SELLER),
              Role.former("vendor"), Set.of(SELLER),
              Role.current("landlord"), Set.of(MANAGED_LANDLORD),
              Role.former("landlord"), Set.of(LANDLORD),
              Role.current("tenancy"), Set.of(ACTIVE_TENANT),
              Role.former("tenancy"), Set.of(TENANT_APPLICANT)));

  public ReapitCategories {
    byId = Map.copyOf(byId);
    byRole = Map.copyOf(byRole);
  }

  Set<ContactCategory> of(Collection<String> ids, Collection<Role> roles) {
    var meant = EnumSet.noneOf(ContactCategory.class);
    ids.forEach(id -> meant.addAll(byId.getOrDefault(id, Set.of())));
    roles.forEach(role -> meant.addAll(byRole.getOrDefault(role, Set.of())));
    return meant;
  }

  /// The categories there is a place for.
  Set<ContactCategory> places(boolean roles) {
    var places = EnumSet.noneOf(ContactCategory.class);
    byId.values().forEach(places::addAll);
    if (roles) {
      byRole.values().forEach(places::addAll);
    }
    return places;
  }

  /// Whether each of them has an id that means it and nothing else. Roles cannot be written at all.
  boolean canBeWritten(boolean roles) {
    return !roles && !byId.isEmpty() && places(false).stream().allMatch(c -> idFor(c).isPresent());
  }

  /// The ids that say `wanted`, as near to `before` as can be: what means nothing here stays, and
  /// so does what is wanted anyway.
  List<String> written(Set<ContactCategory> wanted, List<String> before) {
    var ids = new ArrayList<String>();
    var said = EnumSet.noneOf(ContactCategory.class);
    for (var id : before) {
      var meaning = byId.getOrDefault(id, Set.of());
      if (wanted.containsAll(meaning)) {
        ids.add(id);
        said.addAll(meaning);
      }
    }
    for (var category : EnumSet.allOf(ContactCategory.class)) {
      if (wanted.contains(category) && !said.contains(category)) {
        idFor(category).ifPresent(ids::add);
      }
    }
    return ids;
  }

  private Optional<String> idFor(ContactCategory category) {
    return byId.entrySet().stream()
        .filter(entry -> entry.getValue().equals(Set.of(category)))
        .map(Map.Entry::getKey)
        .min(String::compareTo);
  }
}
