package com.nurturehub.crm.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.CrmConnectors.Offer;
import com.nurturehub.crm.connector.alto.AltoCategories;
import com.nurturehub.crm.connector.alto.AltoConsents;
import com.nurturehub.crm.connector.alto.AltoSettings;
import com.nurturehub.crm.connector.http.CrmRegistration;
import com.nurturehub.crm.connector.loop.LoopSettings;
import com.nurturehub.crm.connector.reapit.ReapitCategories;
import com.nurturehub.crm.connector.reapit.ReapitCategories.Role;
import com.nurturehub.crm.connector.reapit.ReapitSettings;
import com.nurturehub.crm.connector.street.StreetCategories;
import com.nurturehub.crm.connector.street.StreetSettings;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The pages under `docs/crms` say what the connectors say. What stands on them between the marks
/// is written here with `-Dpages=write`.
class CrmPagesTest {

  private static final Path PAGES = Path.of("..", "docs", "crms");
  private static final String END = "<!-- until here -->";

  @ParameterizedTest
  @EnumSource
  void the_page_of_a_crm_says_what_it_can_do(CrmProvider provider) throws IOException {
    agrees(
        provider.name().toLowerCase(Locale.ROOT) + ".md",
        "<!-- written from the capabilities -->",
        CapabilityTable.of(offer(live(provider)).capabilities()));
  }

  @Test
  void the_page_of_loop_also_says_what_it_could_do() throws IOException {
    agrees(
        "loop.md",
        "<!-- written from the capabilities as proposed -->",
        CapabilityTable.of(offer(proposed()).capabilities()));
    assertThat(page("loop.md")).contains("Contact sync with Loop is not offered");
  }

  @Test
  void all_of_them_stand_side_by_side() throws IOException {
    var columns = new LinkedHashMap<String, Capabilities>();
    for (var provider : CrmProvider.values()) {
      columns.put(provider.title(), offer(live(provider)).capabilities());
    }
    columns.put("Loop, as proposed", offer(proposed()).capabilities());

    agrees("README.md", "<!-- written from the capabilities -->", CapabilityTable.of(columns));
  }

  @Test
  void every_word_that_means_something_stands_on_its_page() throws IOException {
    var reapit = ReapitCategories.USUAL;
    var street = StreetCategories.USUAL;

    assertThat(page("reapit.md"))
        .contains(reapit.byId().keySet())
        .contains(reapit.byRole().keySet().stream().map(Role::type).toList());
    assertThat(page("alto.md"))
        .contains(AltoCategories.USUAL.personas().keySet())
        .contains(AltoCategories.USUAL.profiles().keySet())
        .contains(AltoConsents.USUAL.channels().keySet());
    assertThat(page("street.md").replace("`", "").toLowerCase(Locale.ROOT))
        .contains(street.byApplicant().keySet())
        .contains(street.byPosition().keySet());
    assertThat(page("loop.md")).contains(LoopSettings.Meanings.PROPOSED.roles().keySet());
  }

  @Test
  void every_page_is_found_from_the_first() throws IOException {
    try (var pages = Files.list(PAGES)) {
      var first = page("README.md");

      assertThat(pages.map(page -> page.getFileName().toString()))
          .hasSize(CrmProvider.values().length + 1)
          .filteredOn(name -> !name.equals("README.md"))
          .allMatch(name -> first.contains("(" + name + ")"));
    }
  }

  /// As a CRM is for whoever sets nothing but what has to be set.
  private static CrmRegistration live(CrmProvider provider) {
    return Stream.of(
            ReapitSettings.live("client", Secret.of("secret")),
            AltoSettings.live("client", Secret.of("secret")),
            StreetSettings.live(),
            LoopSettings.live())
        .filter(registration -> registration.provider() == provider)
        .findFirst()
        .orElseThrow();
  }

  private static CrmRegistration proposed() {
    return LoopSettings.live().with(LoopSettings.Contract.PROPOSED);
  }

  private static Offer offer(CrmRegistration registration) {
    try (var application = registration.open(Worlds.with(_ -> {}, Map.of()))) {
      return application.offer();
    }
  }

  private static void agrees(String name, String start, String table) throws IOException {
    var page = page(name);
    var from = page.indexOf(start) + start.length() + 1;
    var to = page.indexOf(END, from);
    assertThat(to).as("%s has the marks %s and %s", name, start, END).isPositive();
    if (System.getProperty("pages", "").equals("write")) {
      Files.writeString(PAGES.resolve(name), page.substring(0, from) + table + page.substring(to));
    } else {
      assertThat(page.substring(from, to)).isEqualTo(table);
    }
  }

  private static String page(String name) throws IOException {
    return Files.readString(PAGES.resolve(name));
  }
}
