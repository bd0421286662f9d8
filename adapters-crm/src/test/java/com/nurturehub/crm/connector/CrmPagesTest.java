package com.nurturehub.crm.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.loop.LoopSettings;
import com.nurturehub.crm.connector.phone.UkPhoneNumbers;
import com.nurturehub.crm.connector.reapit.ReapitCategories;
import com.nurturehub.crm.connector.reapit.ReapitSettings;
import com.nurturehub.crm.connector.street.StreetSettings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.testkit.memory.InMemoryApplicationTokens;
import com.nurturehub.crm.testkit.memory.InMemoryDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The pages under `docs/crms` say what the connectors say.
class CrmPagesTest {

  @Test
  void the_page_of_reapit_says_what_reapit_can_do() throws IOException {
    var page = page("reapit.md");

    assertThat(page).contains(table(offered(), CrmProvider.REAPIT));
    assertThat(ReapitCategories.USUAL.byId().keySet())
        .allSatisfy(id -> assertThat(page).contains("| `%s` |".formatted(id)));
  }

  @Test
  void the_page_of_street_says_what_street_can_do() throws IOException {
    assertThat(page("street.md")).contains(table(offered(), CrmProvider.STREET));
  }

  @Test
  void the_page_of_loop_says_what_loop_can_do_now_and_what_it_could() throws IOException {
    var proposed =
        CrmSettings.none().with(LoopSettings.live().with(LoopSettings.Contract.PROPOSED));

    assertThat(page("loop.md"))
        .contains(table(offered(), CrmProvider.LOOP))
        .contains(table(proposed, CrmProvider.LOOP))
        .contains("Contact sync with Loop is not offered");
  }

  @Test
  void what_is_not_set_is_not_offered() {
    try (var crms = crms(CrmSettings.none())) {
      for (var provider : CrmProvider.values()) {
        assertThat(crms.offer(provider)).isEmpty();
      }
    }
  }

  private static CrmSettings offered() {
    return CrmSettings.none()
        .with(ReapitSettings.live("client", Secret.of("secret")))
        .with(StreetSettings.live())
        .with(LoopSettings.live());
  }

  private static String table(CrmSettings settings, CrmProvider provider) {
    try (var crms = crms(settings)) {
      return CapabilityTable.of(
          crms.offer(provider).map(CrmConnectors.Offer::capabilities).orElseThrow());
    }
  }

  private static HttpCrmConnectors crms(CrmSettings settings) {
    return new HttpCrmConnectors(
        settings,
        new InMemoryApplicationTokens(new InMemoryDatabase(), InstantSource.system()),
        _ -> Map.of(),
        new UkPhoneNumbers(),
        InstantSource.system(),
        Sleeper.system(),
        new Random(1));
  }

  private static String page(String name) throws IOException {
    return Files.readString(Path.of("..", "docs", "crms", name));
  }
}
