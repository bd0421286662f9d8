package com.nurturehub.crm.connector.street;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.connector.street.StreetPayloads.Applicant;
import com.nurturehub.crm.connector.street.StreetPayloads.Statuses;
import com.nurturehub.crm.domain.contact.ContactCategory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Street calls people, row by row.
class StreetCategoriesTest {

  private final StreetCategories categories = StreetCategories.USUAL;

  @ParameterizedTest
  @CsvSource({
    "vendor,   Current,  ACTIVE_SELLER",
    "vendor,   Previous, SELLER",
    "landlord, Current,  MANAGED_LANDLORD",
    "landlord, Previous, LANDLORD",
    "tenant,   Current,  ACTIVE_TENANT",
    "tenant,   Previous, TENANT_APPLICANT",
    "vendor,   current,  ACTIVE_SELLER",
  })
  void a_status_means(String role, String status, ContactCategory category) {
    assertThat(categories.of(statuses(role, status), List.of())).containsExactly(category);
  }

  @ParameterizedTest
  @CsvSource({
    "sales,    First-time buyer,                     BUYER",
    "sales,    Investor,                             PROPERTY_INVESTOR",
    "sales,    Buy to let investor,                  BTL_INVESTOR",
    "sales,    No property to sell,                  BUYER",
    "sales,    Developer,                            PROPERTY_INVESTOR",
    "sales,    Buying Agent,                         BUYER",
    "sales,    In process of selling - Valuation,    BUYER",
    "sales,    In process of selling - On the market, BUYER",
    "sales,    In process of selling - Sold STC,     BUYER",
    "sales,    Property to sell,                     BUYER",
    "sales,    In process of selling - Under Offer,  BUYER",
    "sales,    ,                                     BUYER",
    "lettings, ,                                     TENANT_APPLICANT",
    "Sales,    investor,                             PROPERTY_INVESTOR",
  })
  void an_applicant_is(String type, @Nullable String position, ContactCategory category) {
    assertThat(categories.of(Statuses.NONE, List.of(new Applicant(type, position))))
        .containsExactly(category);
  }

  @Test
  void somebody_may_be_several_things() {
    var statuses = new Statuses("Current", "Previous", null);
    var applicants = List.of(new Applicant("sales", null), new Applicant("lettings", null));

    assertThat(categories.of(statuses, applicants))
        .containsExactlyInAnyOrder(
            ContactCategory.ACTIVE_SELLER,
            ContactCategory.LANDLORD,
            ContactCategory.BUYER,
            ContactCategory.TENANT_APPLICANT);
  }

  @Test
  void what_nobody_has_heard_of_means_nothing() {
    assertThat(
            categories.of(
                new Statuses("Prospective", null, null),
                List.of(new Applicant("commercial", "Astronaut"), new Applicant(null, null))))
        .isEmpty();
  }

  @Test
  void there_is_a_place_for_nine_of_the_twelve() {
    assertThat(categories.places())
        .doesNotContain(
            ContactCategory.ACTIVE_BUYER,
            ContactCategory.ACTIVE_PROPERTY_INVESTOR,
            ContactCategory.ACTIVE_BTL_INVESTOR)
        .hasSize(9);
  }

  private static Statuses statuses(String role, String status) {
    return new Statuses(
        role.equals("vendor") ? status : null,
        role.equals("landlord") ? status : null,
        role.equals("tenant") ? status : null);
  }
}
