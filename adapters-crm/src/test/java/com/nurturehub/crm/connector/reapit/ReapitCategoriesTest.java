package com.nurturehub.crm.connector.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.connector.reapit.ReapitCategories.Role;
import com.nurturehub.crm.domain.contact.ContactCategory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReapitCategoriesTest {

  private final ReapitCategories usual = ReapitCategories.USUAL;

  @ParameterizedTest
  @CsvSource({
    "APP,     BUYER",
    "VEN,     SELLER",
    "LAN,     LANDLORD",
    "TEN,     ACTIVE_TENANT",
    "INV,     PROPERTY_INVESTOR",
    "SOL,     ''",
    "XYZ,     ''",
    "APP VEN, BUYER SELLER",
    "LAN LAN, LANDLORD",
    "VEN SOL, SELLER",
    "'',      ''",
  })
  void a_category_id_means_what_the_table_says(String ids, String meant) {
    assertThat(usual.of(words(ids), List.of())).isEqualTo(categories(meant));
  }

  @ParameterizedTest
  @CsvSource({
    "applicant,               '',       BUYER",
    "'',                      applicant, ''",
    "offer,                   '',       ACTIVE_BUYER",
    "'',                      offer,    BUYER",
    "vendor,                  '',       ACTIVE_SELLER",
    "'',                      vendor,   SELLER",
    "landlord,                '',       MANAGED_LANDLORD",
    "'',                      landlord, LANDLORD",
    "tenancy,                 '',       ACTIVE_TENANT",
    "'',                      tenancy,  TENANT_APPLICANT",
    "valuer,                  '',       ''",
    "landlord vendor,         '',       MANAGED_LANDLORD ACTIVE_SELLER",
    "landlord,                landlord, MANAGED_LANDLORD LANDLORD",
    "vendor valuer,           tenancy,  ACTIVE_SELLER TENANT_APPLICANT",
  })
  void a_role_means_what_the_table_says_now_or_formerly(
      String current, String former, String meant) {
    var roles =
        java.util.stream.Stream.concat(
                words(current).stream().map(Role::current),
                words(former).stream().map(Role::former))
            .toList();

    assertThat(usual.of(List.of(), roles)).isEqualTo(categories(meant));
  }

  @Test
  void ids_and_roles_add_up() {
    assertThat(usual.of(List.of("INV"), List.of(Role.current("tenancy"))))
        .containsExactlyInAnyOrder(
            ContactCategory.PROPERTY_INVESTOR, ContactCategory.ACTIVE_TENANT);
  }

  @ParameterizedTest
  @CsvSource({
    "SELLER,       VEN,         VEN",
    "SELLER,       '',          VEN",
    "'',           VEN,         ''",
    "BUYER,        VEN,         APP",
    "SELLER BUYER, VEN,         VEN APP",
    "BUYER,        SOL VEN XYZ, SOL XYZ APP",
    "'',           SOL,         SOL",
  })
  void categories_are_written_as_near_to_before_as_can_be(
      String wanted, String before, String written) {
    assertThat(usual.written(categories(wanted), words(before))).isEqualTo(words(written));
  }

  @Test
  void there_is_a_place_for_what_the_table_names() {
    assertThat(usual.places(false))
        .containsExactlyInAnyOrder(
            ContactCategory.BUYER,
            ContactCategory.SELLER,
            ContactCategory.LANDLORD,
            ContactCategory.ACTIVE_TENANT,
            ContactCategory.PROPERTY_INVESTOR);
    assertThat(usual.places(true)).contains(ContactCategory.MANAGED_LANDLORD);
  }

  @Test
  void categories_can_be_written_where_each_has_an_id_of_its_own() {
    var vague =
        new ReapitCategories(
            Map.of("CLI", Set.of(ContactCategory.SELLER, ContactCategory.LANDLORD)), Map.of());

    assertThat(usual.canBeWritten(false)).isTrue();
    assertThat(usual.canBeWritten(true)).isFalse();
    assertThat(vague.canBeWritten(false)).isFalse();
    assertThat(new ReapitCategories(Map.of(), Map.of()).canBeWritten(false)).isFalse();
  }

  @Test
  void an_agency_with_twelve_ids_loses_nothing_either_way() {
    var byId = new TreeMap<String, Set<ContactCategory>>();
    for (var category : ContactCategory.values()) {
      byId.put(category.name(), Set.of(category));
    }
    var twelve = new ReapitCategories(byId, Map.of());
    var all = Set.of(ContactCategory.values());

    assertThat(twelve.of(twelve.written(all, List.of()), List.of())).isEqualTo(all);
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.split(" ", -1));
  }

  private static Set<ContactCategory> categories(String text) {
    return words(text).stream().map(ContactCategory::valueOf).collect(Collectors.toSet());
  }
}
