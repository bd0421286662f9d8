package com.nurturehub.crm.connector.alto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.connector.CapabilitiesPage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The page about Alto promises what Alto's connector can do.
class AltoPageTest {

  private static final Path PAGE = Path.of("../docs/crms/alto.md");

  @Test
  void the_page_says_what_the_capabilities_say() throws Exception {
    try (var alto = AtAlto.with(1)) {
      assertThat(Files.readString(PAGE))
          .contains(CapabilitiesPage.of(alto.application.capabilities()));
    }
  }

  @Test
  void every_role_of_the_table_stands_on_the_page() throws Exception {
    var page = Files.readString(PAGE);

    assertThat(AltoCategories.USUAL.personas().keySet()).allMatch(page::contains);
    assertThat(AltoCategories.USUAL.places())
        .allMatch(category -> page.contains("`" + category.name() + "`"));
    assertThat(AltoConsents.USUAL.channels().keySet()).allMatch(page::contains);
  }
}
