package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.street.StreetPayloads.Applicant;
import com.nurturehub.crm.connector.street.StreetPayloads.Statuses;
import com.nurturehub.crm.domain.contact.ContactCategory;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Street's statuses and applicants mean in NurtureHub's twelve categories. What is not in the
/// tables means nothing here.
///
/// `byStatus` is looked up by `vendor current` and the like, `byApplicant` by `sales` and
/// `lettings`, and `byPosition`, which is more exact, by a sales applicant's buying position; all
/// without regard to case.
public record StreetCategories(
    Map<String, ContactCategory> byStatus,
    Map<String, ContactCategory> byApplicant,
    Map<String, ContactCategory> byPosition) {

  /// Who was a client and is none any more is a prospect again. An applicant who is no longer
  /// active is exactly who nurturing is for.
  public static final StreetCategories USUAL =
      new StreetCategories(
          Map.of(
              "vendor current", ContactCategory.ACTIVE_SELLER,
              "vendor previous", ContactCategory.SELLER,
              "landlord current", ContactCategory.MANAGED_LANDLORD,
              "landlord previous", ContactCategory.LANDLORD,
              "tenant current", ContactCategory.ACTIVE_TENANT,
              "tenant previous", ContactCategory.TENANT_APPLICANT),
          Map.of(
              "sales", ContactCategory.BUYER,
              "lettings", ContactCategory.TENANT_APPLICANT),
          Map.of(
              "investor", ContactCategory.PROPERTY_INVESTOR,
              "developer", ContactCategory.PROPERTY_INVESTOR,
              "buy to let investor", ContactCategory.BTL_INVESTOR));

  public StreetCategories {
    byStatus = Map.copyOf(byStatus);
    byApplicant = Map.copyOf(byApplicant);
    byPosition = Map.copyOf(byPosition);
  }

  Set<ContactCategory> of(Statuses statuses, Collection<Applicant> applicants) {
    var meant = EnumSet.noneOf(ContactCategory.class);
    status("vendor", statuses.vendor()).ifPresent(meant::add);
    status("landlord", statuses.landlord()).ifPresent(meant::add);
    status("tenant", statuses.tenant()).ifPresent(meant::add);
    applicants.forEach(applicant -> applicant(applicant).ifPresent(meant::add));
    return meant;
  }

  /// The categories there is a place for.
  Set<ContactCategory> places() {
    var places = EnumSet.noneOf(ContactCategory.class);
    places.addAll(byStatus.values());
    places.addAll(byApplicant.values());
    places.addAll(byPosition.values());
    return places;
  }

  private Optional<ContactCategory> status(String role, @Nullable String status) {
    return status == null ? Optional.empty() : found(byStatus, role + " " + status);
  }

  private Optional<ContactCategory> applicant(Applicant applicant) {
    var type = applicant.applicantType();
    var position = applicant.buyingPosition();
    var exact = position == null ? Optional.<ContactCategory>empty() : found(byPosition, position);
    return exact.or(() -> type == null ? Optional.empty() : found(byApplicant, type));
  }

  private static Optional<ContactCategory> found(Map<String, ContactCategory> table, String name) {
    return Optional.ofNullable(table.get(name.strip().toLowerCase(Locale.ROOT)));
  }
}
