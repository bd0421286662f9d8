package com.nurturehub.crm.connector.alto;

import static com.nurturehub.crm.domain.contact.ContactCategory.ACTIVE_SELLER;
import static com.nurturehub.crm.domain.contact.ContactCategory.ACTIVE_TENANT;
import static com.nurturehub.crm.domain.contact.ContactCategory.BUYER;
import static com.nurturehub.crm.domain.contact.ContactCategory.LANDLORD;
import static com.nurturehub.crm.domain.contact.ContactCategory.MANAGED_LANDLORD;
import static com.nurturehub.crm.domain.contact.ContactCategory.SELLER;
import static com.nurturehub.crm.domain.contact.ContactCategory.TENANT_APPLICANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.connector.alto.AltoCategories.Roles;
import com.nurturehub.crm.domain.contact.ContactCategory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of roles, row by row.
class AltoCategoriesTest {

  private final AltoCategories categories = AltoCategories.USUAL;

  @ParameterizedTest(name = "personas {0}, active profiles {1}, vendor {2}, landlord {3}: {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "                 |          | false | false |",
        "Vendor           |          | false | false | ACTIVE_SELLER",
        "Landlord         |          | false | false | MANAGED_LANDLORD",
        "Tenant           |          | false | false | ACTIVE_TENANT",
        "Applicant        |          | false | false | BUYER",
        "Applicant        | Buy      | false | false | BUYER",
        "Applicant        | Rent     | false | false | TENANT_APPLICANT",
        "Applicant        | Buy Rent | false | false | BUYER TENANT_APPLICANT",
        "Applicant        | Swap     | false | false | BUYER",
        "                 | Rent     | false | false |",
        "                 |          | true  | false | SELLER",
        "                 |          | false | true  | LANDLORD",
        "Vendor           |          | true  | false | ACTIVE_SELLER SELLER",
        "Vendor Applicant | Buy      | false | false | ACTIVE_SELLER BUYER",
        "Guarantor        |          | false | false |"
      })
  void what_a_household_is_to_the_agency_is_read_as(
      String personas, String profiles, boolean vendor, boolean landlord, String expected) {
    var roles = new Roles(Set.copyOf(words(personas)), words(profiles), vendor, landlord);

    assertThat(categories.of(roles))
        .isEqualTo(
            words(expected).stream().map(ContactCategory::valueOf).collect(Collectors.toSet()));
  }

  @Test
  void alto_has_a_place_for_seven_of_the_twelve() {
    assertThat(categories.places())
        .containsExactlyInAnyOrder(
            SELLER,
            BUYER,
            LANDLORD,
            TENANT_APPLICANT,
            ACTIVE_SELLER,
            MANAGED_LANDLORD,
            ACTIVE_TENANT);
  }

  @Test
  void a_new_contact_is_flagged_only_as_what_the_flags_mean() {
    assertThat(categories.vendorFlag(Set.of(SELLER, BUYER))).contains(true);
    assertThat(categories.vendorFlag(Set.of(BUYER))).isEmpty();
    assertThat(categories.landlordFlag(Set.of(LANDLORD))).contains(true);
    assertThat(categories.landlordFlag(Set.of(MANAGED_LANDLORD))).isEmpty();
  }

  private static List<String> words(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(" ", -1)).filter(w -> !w.isEmpty()).toList();
  }
}
