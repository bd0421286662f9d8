package com.nurturehub.crm.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.nurturehub.crm.api.identity.Access;
import com.nurturehub.crm.api.identity.SignInLinks;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.contact.ChangeContact.Outcome;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.bootstrap.Main;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// One person's first quarter of an hour: each test goes on where the one before it ended.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IntegrationsPageTest {
  private static final AgencyId AGENCY = new AgencyId("demo");

  private static final int CONTACTS = 600;

  /// So long may a sync take on a machine with much else to do.
  private static final double PATIENCE_MILLIS = 120_000;

  private static Chromium chromium;
  private static ConfigurableApplicationContext service;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private BrowserContext window;
  private Page page;

  @BeforeAll
  static void start() {
    chromium = Chromium.open();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    var database = PostgresServer.freshDatabase();
    service =
        new SpringApplicationBuilder(Main.class)
            .properties(
                Map.of(
                    "spring.datasource.url", database.url(),
                    "spring.datasource.username", database.serviceUser(),
                    "spring.datasource.password", database.password(),
                    "spring.flyway.user", database.ownerUser(),
                    "spring.flyway.password", database.password(),
                    "nurturehub.key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="))
            .run(
                "--server.port=0",
                "--spring.grpc.server.port=0",
                "--nurturehub.sandbox.port=0",
                "--nurturehub.sandbox.contacts=" + CONTACTS,
                "--nurturehub.local.token-file=target/page-test/token");
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (service != null) {
      service.close();
    }
  }

  @BeforeEach
  void open() {
    window =
        chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 900));
    page = signedIn(window);
  }

  @AfterEach
  void close() {
    window.close();

    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  @Test
  @Order(1)
  void every_crm_has_a_card_by_which_it_can_be_connected() {
    assertThat(page.locator("integration-card")).hasCount(4);
    for (var crm : List.of("Reapit", "Alto", "Street", "Loop")) {
      assertThat(card(crm)).containsText("Not connected");
      assertThat(card(crm).getByRole(AriaRole.BUTTON, named("Connect"))).isVisible();
    }
    assertThat(page.locator("contact-list")).containsText("No contacts yet");
  }

  @Test
  @Order(2)
  void a_wrong_code_is_told_beside_its_field() {
    press(card("Reapit"), "Connect");
    page.locator("connect-form input[name]").first().fill("NOPE");
    press(card("Reapit"), "Connect Reapit");

    assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
  }

  @Test
  @Order(3)
  void connecting_by_keyboard_alone_starts_the_first_sync_and_shows_its_contacts() {
    card("Reapit").getByRole(AriaRole.BUTTON, named("Connect")).focus();
    page.keyboard().press("Enter");
    page.keyboard().type("RES");
    page.keyboard().press("Enter");

    assertThat(card("Reapit")).containsText("Sync finished");
    assertThat(card("Reapit")).containsText("Provably in sync");
    assertThat(page.locator("contact-list")).containsText(CONTACTS + " contacts");
  }

  @Test
  @Order(4)
  void nothing_is_written_before_somebody_has_seen_what_it_would_be() {
    assertThat(card("Reapit")).containsText("Needs a look");
    assertThat(page.locator("work-list")).containsText("May NurtureHub write to Reapit?");
    var first = card("Reapit").locator("first-write");
    assertThat(first).containsText("Before anything is written to Reapit");
    assertThat(first).containsText("New in NurtureHub, from Reapit");
    picture("preview");
    press(first, "No, only read");
    assertThat(first).containsText("Reading only: nothing is written to Reapit");
    assertThat(card("Reapit")).containsText("Working");
    picture("reading-only");

    press(first, "Write after all");

    assertThat(first).hasCount(0);
    assertThat(page.locator("work-list")).isHidden();
    assertThat(card("Reapit")).containsText("Working");
    picture("connected");
  }

  @Test
  @Order(5)
  void contacts_are_found_as_one_types_and_paged() {
    var list = page.locator("contact-list");
    assertThat(list.locator("tbody tr")).hasCount(25);
    list.getByRole(AriaRole.BUTTON, named("Next")).click();
    assertThat(list).containsText("26–50 of " + CONTACTS);
    var name = list.locator("tbody th").first().innerText().strip();
    var surname = name.substring(name.lastIndexOf(' ') + 1);

    page.getByLabel("Find by name").fill(surname);

    assertThat(list).containsText("found");
    assertThat(list.locator("tbody th").first()).containsText(surname);
    page.getByLabel("Find by name").fill("nobody-is-called-this");
    assertThat(list).containsText("Nobody matches");
  }

  @Test
  @Order(5)
  void a_sync_can_be_asked_for() {
    press(card("Reapit"), "Sync now");

    assertThat(card("Reapit")).containsText("Sync finished");
  }

  @Test
  @Order(5)
  void whoever_is_added_or_erased_elsewhere_appears_and_disappears_by_itself() {
    var list = page.locator("contact-list");
    page.getByLabel("Find by name").fill("Zebedee");
    assertThat(list).containsText("Nobody matches");

    var zebedee = added("Zebedee");
    assertThat(list.locator("tbody th").first()).containsText("Zebedee");

    service.getBean(EraseContact.class).erase(AGENCY, zebedee, "somebody");
    assertThat(list).containsText("Nobody matches");
  }

  @Test
  @Order(6)
  void people_who_look_alike_are_asked_about_until_somebody_says_they_differ() {
    var both = Set.of(added("Twinning"), added("Twynning"));
    propose(both);
    page.reload();
    var list = page.locator("work-list");
    assertThat(list).containsText("Are these the same person?");
    assertThat(list).containsText("Twynning");
    picture("duplicates");

    list.getByRole(AriaRole.BUTTON, startingWith("Different people")).click();

    assertThat(list).isHidden();
    propose(both);
    page.reload();
    assertThat(page.locator("contact-list tbody tr")).hasCount(25);
    assertThat(page.locator("work-list")).isHidden();
    both.forEach(person -> service.getBean(EraseContact.class).erase(AGENCY, person, "somebody"));
  }

  @Test
  @Order(6)
  void the_same_person_twice_becomes_one_whose_values_a_person_chooses_by_keyboard() {
    var kept = added("Abernathy");
    var merged = added("Abernethy");
    propose(Set.of(kept, merged));
    page.reload();
    var list = page.locator("work-list");
    list.getByRole(AriaRole.BUTTON, startingWith("Merge, keep Abernathy")).focus();

    page.keyboard().press("Enter");

    assertThat(list).isHidden();
    page.getByLabel("Find by name").fill("Abern");
    assertThat(page.locator("contact-list tbody tr")).hasCount(1);
    page.locator("contact-list tbody th a").first().click();
    var person = page.locator("contact-page");
    assertThat(person).containsText("Found to be one person");
    assertThat(person).containsText("which was merged into this one. By ");
    picture("merged");
    service.getBean(EraseContact.class).erase(AGENCY, merged, "somebody");
    assertThat(service.getBean(FindContacts.class).find(AGENCY, kept)).isEmpty();
  }

  @Test
  @Order(5)
  void settings_are_looked_at_before_they_change() {
    var reapit = card("Reapit");
    reapit.getByText("Settings", new Locator.GetByTextOptions().setExact(true)).click();
    reapit.getByLabel("Sync by itself").selectOption("60");
    reapit.getByLabel("Tell Reapit scores and activity").uncheck();
    press(reapit, "Look at the changes");
    assertThat(reapit).containsText("every 4 hours → every hour");
    picture("settings");

    press(reapit, "Change the settings");

    assertThat(reapit).containsText("The settings are changed.");
    assertThat(reapit.getByLabel("Sync by itself")).hasValue("60");
    assertThat(page.locator("audit-trail")).containsText("Settings changed");
  }

  @Test
  @Order(5)
  void a_contact_has_a_page_with_each_crms_value_beside_ours() {
    var first = page.locator("contact-list tbody th a").first();
    var name = first.innerText().strip();
    first.focus();
    page.keyboard().press("Enter");

    var person = page.locator("contact-page");
    assertThat(person.getByRole(AriaRole.HEADING).first()).hasText(name);
    assertThat(person.getByRole(AriaRole.HEADING).first()).isFocused();
    assertThat(person.locator("thead")).containsText("Reapit");
    assertThat(person).containsText("The same everywhere.");
    assertThat(person).containsText("Arrived from Reapit.");
    picture("contact");

    press(person, "← All contacts");

    assertThat(page.locator("contact-list tbody tr")).hasCount(25);
  }

  @Test
  @Order(6)
  void the_record_of_decisions_is_proved_untouched() {
    var trail = page.locator("audit-trail");
    press(trail, "Check that nobody touched it");

    assertThat(trail).containsText("Untouched. All");
    trail.getByText("Show the decisions").click();
    assertThat(trail).containsText("Found to be different people");
    assertThat(trail).containsText("Connected");
    picture("decisions");
  }

  @Test
  @Order(6)
  void the_sync_log_tells_what_happened_and_who_pressed_what() {
    var log = page.locator("sync-log");
    log.getByText("Show what happened").click();
    var lines = log.locator("li");
    assertThat(log).containsText("Sync ended");
    assertThat(Axe.complaints(page)).isEmpty();

    log.getByLabel("Only what a person pressed").check();
    assertThat(lines.filter(new Locator.FilterOptions().setHasNotText("By "))).hasCount(0);
    assertThat(lines.first()).isVisible();
    log.getByLabel("Direction").selectOption("TO_CRM");
    log.getByLabel("Result").selectOption("FAILED");
    assertThat(log).containsText("Nothing like that has happened.");
    picture("sync-log");

    log.getByLabel("Direction").selectOption("");
    log.getByLabel("Result").selectOption("DONE");
    log.getByLabel("CRM", new Locator.GetByLabelOptions().setExact(true)).selectOption("REAPIT");
    assertThat(lines.first()).containsText("Reapit");
    var file = page.waitForDownload(() -> log.getByText("Download these (CSV)").click());
    assertThat(file.suggestedFilename()).startsWith("sync-log-").endsWith(".csv");
    assertThat(file.url()).contains("provider=REAPIT", "outcomes=DONE", "peopleOnly=true");
    assertThat(file.failure()).isNull();
  }

  private static void propose(Set<ContactId> people) {
    var stores = service.getBean(Stores.class);
    service
        .getBean(Transactions.class)
        .run(
            AGENCY,
            () ->
                stores
                    .duplicates()
                    .propose(people, "The phone number is the same.", Instant.now()));
  }

  private static Locator.GetByRoleOptions startingWith(String label) {
    return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + label));
  }

  private static ContactId added(String surname) {
    var details =
        new ContactDetails(
            new PersonName("", "", surname), List.of(), List.of(), PostalAddress.NONE, Set.of());
    var edit =
        new Edit(
            surname,
            Optional.empty(),
            details,
            Set.of(ContactField.SURNAME),
            Map.of(),
            List.of(),
            Optional.empty());
    return switch (service.getBean(ChangeContact.class).change(AGENCY, edit)) {
      case Outcome.Changed(var contact, _, _) -> contact.id();
      case Outcome other -> throw new AssertionError(other);
    };
  }

  @Test
  @Order(6)
  void whoever_is_offline_keeps_what_is_shown_and_is_up_to_date_by_itself_afterwards() {
    var list = page.locator("contact-list");
    page.getByLabel("Find by name").fill("Offley");
    assertThat(list).containsText("Nobody matches");

    window.setOffline(true);

    var banner = page.locator("reach-banner").getByRole(AriaRole.STATUS);
    assertThat(banner).containsText("You are offline. What you see may be out of date");
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    assertThat(card("Reapit")).containsText("Provably in sync");
    inLightAndDark("offline");
    var offley = added("Offley");
    window.setOffline(false);

    assertThat(list.locator("tbody th").first()).containsText("Offley");
    assertThat(banner).isEmpty();
    service.getBean(EraseContact.class).erase(AGENCY, offley, "somebody");
    complaints.removeIf(IntegrationsPageTest::saysThatNobodyAnswered);
  }

  @Test
  @Order(6)
  void a_service_that_does_not_answer_is_asked_until_it_does() {
    page.route("**/graphql", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
    page.reload();

    var banner = page.locator("reach-banner").getByRole(AriaRole.STATUS);
    assertThat(banner).containsText("NurtureHub does not answer.");
    inLightAndDark("unanswered");
    page.unroute("**/graphql");

    assertThat(page.locator("contact-list tbody tr")).hasCount(25);
    assertThat(page.locator("integration-card")).hasCount(4);
    assertThat(banner).isEmpty();
    complaints.removeIf(IntegrationsPageTest::saysThatNobodyAnswered);
  }

  /// The browser's own words, which no page can keep it from saying.
  private static boolean saysThatNobodyAnswered(String complaint) {
    return complaint.startsWith("Failed to load resource:");
  }

  private void inLightAndDark(String name) {
    picture(name);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    picture(name + "-dark");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  @ParameterizedTest
  @Order(6)
  @CsvSource({"360, LIGHT", "360, DARK", "1280, LIGHT", "1280, DARK"})
  void the_page_fits_narrow_and_wide_screens_in_light_and_dark(int width, ColorScheme scheme) {
    try (var other =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, 800)
                    .setColorScheme(scheme))) {
      var there = signedIn(other);
      assertThat(there.locator("contact-list tbody tr")).hasCount(25);

      assertThat(
              there.evaluate(
                  "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
          .isEqualTo(true);
      assertThat(Axe.complaints(there)).isEmpty();
      there.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "pictures", "%s-%d.png".formatted(scheme, width))));
    }
  }

  @Test
  @Order(7)
  void disconnecting_says_beforehand_what_is_kept_and_keeps_it() {
    press(card("Reapit"), "Disconnect…");
    assertThat(card("Reapit")).containsText(CONTACTS + " contacts");
    press(card("Reapit"), "Disconnect Reapit");

    assertThat(card("Reapit")).containsText("Connect again");
    assertThat(page.locator("contact-list")).containsText(CONTACTS + " contacts");
  }

  @Test
  @Order(8)
  void whoever_signs_out_is_out() {
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign out")).click();
    assertThat(page.locator("integrations-page")).containsText("You are signed out");

    page.navigate(address("/dashboard/settings/integrations"));

    assertThat(page.getByRole(AriaRole.HEADING)).hasText("Sign in");
  }

  private Page signedIn(BrowserContext in) {
    var opened = in.newPage();
    opened.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    opened.onPageError(complaints::add);
    var code = service.getBean(Access.class).signIn().map(SignInLinks::issue).orElseThrow();
    opened.navigate(address("/sign-in?code=" + code));
    opened.waitForSelector("integration-card");
    return opened;
  }

  private Locator card(String crm) {
    return page.locator("integration-card")
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    page.getByRole(
                        AriaRole.HEADING, new GetByRoleOptions().setName(crm).setExact(true))));
  }

  private static void press(Locator in, String label) {
    in.getByRole(AriaRole.BUTTON, named(label)).click();
  }

  private static Locator.GetByRoleOptions named(String label) {
    return new Locator.GetByRoleOptions().setName(label).setExact(true);
  }

  /// Keeps a picture, and looks whether anybody is kept out.
  private void picture(String name) {
    assertThat(Axe.complaints(page)).isEmpty();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "pictures", name + ".png")));
  }

  private static String address(String path) {
    var server = ((WebServerApplicationContext) service).getWebServer();
    if (server == null) {
      throw new IllegalStateException("no web server");
    }
    return "http://localhost:%d%s".formatted(server.getPort(), path);
  }
}
