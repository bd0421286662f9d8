package com.nurturehub.crm.bootstrap.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.nurturehub.crm.api.identity.Access;
import com.nurturehub.crm.api.identity.SignInLinks;
import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.contact.ChangeContact.Outcome;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.contact.ContactFilter.Archived;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.bootstrap.Main;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.testkit.ReservedPort;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a CRM leaves to people, as they meet it on the page: a change to make there, and a sign-in.
class LeftToPeopleTest {

  private static final AgencyId AGENCY = new AgencyId("demo");
  private static final String NETWORK = "HILLSIDE";
  private static final String OURS = "zuleika@hub.example";

  /// So long may a sync take on a machine with much else to do.
  private static final double PATIENCE_MILLIS = 120_000;

  private static Chromium chromium;
  private static ConfigurableApplicationContext service;
  private static int port;

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private BrowserContext window;
  private Page page;

  @BeforeAll
  static void start() {
    chromium = Chromium.open();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    port = ReservedPort.next();
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
                // Reapit has to be told beforehand where it sends people back to.
                "--server.port=" + port,
                "--spring.grpc.server.port=0",
                "--nurturehub.sandbox.port=0",
                "--nurturehub.sandbox.contacts=30",
                "--nurturehub.local.token-file=target/page-test/left-to-people/token");
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
    page = window.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && message.location().startsWith(address("/"))) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    var code = service.getBean(Access.class).signIn().map(SignInLinks::issue).orElseThrow();
    page.navigate(address("/sign-in?code=" + code));
    page.waitForSelector("integration-card");
  }

  @AfterEach
  void close() {
    window.close();

    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  @Test
  void a_field_that_street_does_not_take_is_shown_until_an_agent_has_changed_it_there() {
    var desk = service.getBean(Sandbox.class).street().desk(NETWORK);
    var zuleika =
        desk.create(
            json(
                """
                {"first_name": "Zuleika", "last_name": "Dobson", "email_addresses":
                  [{"value": "zuleika@old.example", "notes": null, "primary": true}]}
                """));
    added("Zuleika", "Dobson", "zuleika@old.example");
    press(card("Street"), "Connect");
    page.locator("connect-form input").first().fill("street-hillside");
    press(card("Street"), "Connect Street");
    assertThat(card("Street")).containsText("Sync finished");
    var first = card("Street").locator("first-write");
    first.getByText("Who was linked, and why").click();
    assertThat(first).containsText("Zuleika Dobson: same e-mail address");
    press(first, "Yes, write to Street");
    assertThat(first).hasCount(0);

    changeEmail();

    var list = page.locator("work-list");
    assertThat(list).containsText("Please change Zuleika Dobson in Street yourself");
    assertThat(list).containsText(OURS);
    assertThat(list).containsText("Street does not take this from us");
    press(card("Street"), "Sync now");
    assertThat(card("Street")).containsText("Sync finished");
    assertThat(list).containsText("Please change Zuleika Dobson in Street yourself");

    desk.edit(
        zuleika,
        json(
            """
            {"email_addresses": [{"value": "%s", "notes": null, "primary": true}]}
            """
                .formatted(OURS)));
    press(card("Street"), "Sync now");

    assertThat(list).not().containsText("Zuleika Dobson");
    anEditWaitsVisiblyWhileStreetIsPaused();
  }

  private void anEditWaitsVisiblyWhileStreetIsPaused() {
    var street = card("Street");
    street.getByText("Settings", new Locator.GetByTextOptions().setExact(true)).click();
    street.getByLabel("Pause").check();
    press(street, "Look at the changes");
    press(street, "Change the settings");
    assertThat(street).containsText("The settings are changed.");

    changeSurname();

    page.getByLabel("Find by name").fill("Dobson-Byrne");
    var found = page.locator("contact-list tbody th a");
    assertThat(found).hasCount(1);
    found.click();
    var person = page.locator("contact-page");
    assertThat(person).containsText("(the connection to Street is paused)");
    assertThat(person).containsText("Waiting to be told · Street");
    assertThat(person).containsText("Surname: the connection to Street is paused.");
    assertThat(person).containsText("1 field not the same everywhere");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/pictures/contact-waits.png"))
            .setFullPage(true));
    assertThat(Axe.complaints(page)).isEmpty();
  }

  @Test
  void who_signs_in_at_reapit_comes_back_to_a_connected_card() {
    press(card("Reapit"), "Connect");
    page.getByLabel("Show me what would change in Reapit").uncheck();
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sign in with Reapit")).click();

    page.getByLabel("RES", new Page.GetByLabelOptions().setExact(true)).check();
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Allow")).click();

    assertThat(card("Reapit")).containsText("Working");
    assertThat(card("Reapit")).containsText("RES");
  }

  private static void added(String forename, String surname, String email) {
    var details =
        new ContactDetails(
            new PersonName("", forename, surname),
            List.of(new EmailAddress(email)),
            List.of(),
            PostalAddress.NONE,
            Set.of());
    var fields = Set.of(ContactField.FORENAME, ContactField.SURNAME, ContactField.EMAILS);
    var edit =
        new Edit(surname, Optional.empty(), details, fields, Map.of(), List.of(), Optional.empty());

    assertThat(service.getBean(ChangeContact.class).change(AGENCY, edit))
        .isInstanceOf(Outcome.Changed.class);
  }

  /// As somebody does in NurtureHub, while the page is open.
  private static void changeEmail() {
    change(
        "new-e-mail",
        Set.of(ContactField.EMAILS),
        now ->
            new ContactDetails(
                now.name(),
                List.of(new EmailAddress(OURS)),
                now.phones(),
                now.address(),
                now.categories()));
  }

  private static void changeSurname() {
    change(
        "new-surname",
        Set.of(ContactField.SURNAME),
        now ->
            new ContactDetails(
                new PersonName("", "Zuleika", "Dobson-Byrne"),
                now.emails(),
                now.phones(),
                now.address(),
                now.categories()));
  }

  private static void change(
      String request, Set<ContactField> fields, UnaryOperator<ContactDetails> wanted) {
    var named = new ContactFilter(Optional.of("Dobson"), Optional.empty(), Archived.EXCLUDED);
    var found = service.getBean(FindContacts.class).list(AGENCY, named, Slice.Request.first(1));
    var contact = found.items().getFirst().contact();
    var edit =
        new Edit(
            request,
            Optional.of(contact.id()),
            wanted.apply(contact.details()),
            fields,
            Map.of(),
            List.of(),
            Optional.empty());

    assertThat(service.getBean(ChangeContact.class).change(AGENCY, edit))
        .isInstanceOf(Outcome.Changed.class);
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
    in.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(label).setExact(true))
        .click();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text);
  }

  private static String address(String path) {
    return "http://localhost:%d%s".formatted(port, path);
  }
}
