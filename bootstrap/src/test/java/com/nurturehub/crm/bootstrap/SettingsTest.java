package com.nurturehub.crm.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.bootstrap.Settings.Callers.Issued;
import com.nurturehub.crm.bootstrap.Settings.Callers.OnThisMachine;
import com.nurturehub.crm.bootstrap.Settings.Integration;
import com.nurturehub.crm.bootstrap.Settings.LoopChoice;
import com.nurturehub.crm.bootstrap.Settings.MasterKey;
import com.nurturehub.crm.bootstrap.Settings.People;
import com.nurturehub.crm.bootstrap.Settings.Registration;
import com.nurturehub.crm.bootstrap.Settings.Scheduling;
import com.nurturehub.crm.bootstrap.Settings.VaultToken;
import com.nurturehub.crm.bootstrap.Settings.Webhooks;
import com.nurturehub.crm.connector.street.StreetSettings;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.scheduling.inngest.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsTest {

  private static final String VAULT = "https://vault.example:8200/v1/transit/keys/nurturehub";

  @TempDir Path folder;

  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  @Test
  void nothing_set_is_a_run_on_this_machine() {
    var settings = settings(Map.of());

    assertThat(settings.callers())
        .isEqualTo(new OnThisMachine(new AgencyId("demo"), Path.of("./.nurturehub/grpc-token")));
    assertThat(settings.key()).isEqualTo(new MasterKey.InFile(Path.of("./.nurturehub/key")));
    assertThat(settings.reapit()).isEmpty();
    assertThat(settings.lanesInFlight()).isEqualTo(32);
    assertThat(settings.logKept()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.node()).isNotBlank();
  }

  @Test
  void people_sign_in_where_tokens_come_from_and_other_sites_are_named() {
    var settings =
        settings(
            Map.of(
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://db/crm",
                "NURTUREHUB_KEY", KEY,
                "NURTUREHUB_ISSUER", "https://id.example",
                "NURTUREHUB_AUDIENCE", "crm",
                "NURTUREHUB_SIGN_IN_CLIENT_ID", "page",
                "NURTUREHUB_SIGN_IN_CLIENT_SECRET", "s3cret",
                "NURTUREHUB_SIGN_IN_AGENCY_CLAIM", "office",
                "NURTUREHUB_ADDRESS", "https://crm.example",
                "NURTUREHUB_ALLOWED_ORIGINS", "https://app.example, https://beta.example"));

    assertThat(settings.callers())
        .isEqualTo(
            new Issued(
                URI.create("https://id.example"),
                "crm",
                Optional.of(
                    new People(
                        "page",
                        Secret.of("s3cret"),
                        Optional.of(URI.create("https://crm.example")),
                        "office",
                        "roles")),
                Set.of("https://app.example", "https://beta.example")));
    assertThat(settings.webhooks()).isEqualTo(new Webhooks.At(URI.create("https://crm.example")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "https://app.example/path", "http://app.example", "https://*", "app.example"})
  void another_site_is_named_whole_and_no_pattern(String origin) {
    assertThatThrownBy(() ->
            settings(
                Map.of(
                    "SPRING_DATASOURCE_URL", "jdbc:postgresql://db/crm",
                    "NURTUREHUB_KEY", KEY,
                    "NURTUREHUB_ISSUER", "https://id.example",
                    "NURTUREHUB_AUDIENCE", "crm",
                    "NURTUREHUB_ALLOWED_ORIGINS", origin)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("NURTUREHUB_ALLOWED_ORIGINS");
  }

  @Test
  void a_server_for_others_is_set_in_the_environment() {
    var settings =
        settings(
            Map.of(
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://db/crm",
                "NURTUREHUB_KEY", KEY,
                "NURTUREHUB_ISSUER", "https://id.example",
                "NURTUREHUB_AUDIENCE", "crm",
                "NURTUREHUB_REAPIT_CLIENT_ID", "nurturehub",
                "NURTUREHUB_REAPIT_CLIENT_SECRET", "s3cret",
                "NURTUREHUB_NODE", "one",
                "NURTUREHUB_LANES_IN_FLIGHT", "64",
                "NURTUREHUB_SYNC_LOG_DAYS", "90",
                "SERVER_ADDRESS", "0.0.0.0"));

    assertThat(settings)
        .isEqualTo(
            new Settings(
                Path.of("./.nurturehub/postgres"),
                new Issued(URI.create("https://id.example"), "crm"),
                new MasterKey.Given(Secret.of(KEY)),
                Optional.of(
                    new Registration(
                        Optional.empty(),
                        Optional.empty(),
                        "nurturehub",
                        Secret.of("s3cret"),
                        Map.of(),
                        Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                StreetSettings.Scheme.SVIX,
                new LoopChoice(Optional.empty(), false, false, false, false),
                new Webhooks.Nowhere(),
                "one",
                64,
                new Scheduling.Embedded(),
                Duration.ofDays(90)));
  }

  @Test
  void alto_is_found_where_its_documents_say_or_where_it_is_said() {
    var settings =
        settings(
            Map.of(
                "NURTUREHUB_ALTO_CLIENT_ID", "nurturehub",
                "NURTUREHUB_ALTO_CLIENT_SECRET", "s3cret",
                "NURTUREHUB_ALTO_WEBHOOK_SECRET", "fresh",
                "NURTUREHUB_ALTO_FORMER_WEBHOOK_SECRET", "former",
                "NURTUREHUB_ALTO_API", "https://alto.example"));

    assertThat(settings.alto())
        .contains(
            new Integration(
                Optional.of(URI.create("https://alto.example")),
                "nurturehub",
                Secret.of("s3cret"),
                List.of(Secret.of("fresh"), Secret.of("former"))));
  }

  @Test
  void crms_reach_a_server_for_others_only_where_it_says() {
    var issued =
        Map.of(
            "NURTUREHUB_KEY", KEY,
            "NURTUREHUB_ISSUER", "https://id.example",
            "NURTUREHUB_AUDIENCE", "crm",
            "SPRING_DATASOURCE_URL", "jdbc:postgresql://db/crm");
    var reached = new HashMap<>(issued);
    reached.put("NURTUREHUB_WEBHOOKS_ADDRESS", "https://crm.example");

    assertThat(settings(Map.of()).webhooks()).isEqualTo(new Webhooks.OnThisMachine());
    assertThat(settings(issued).webhooks()).isEqualTo(new Webhooks.Nowhere());
    assertThat(settings(reached).webhooks())
        .isEqualTo(new Webhooks.At(URI.create("https://crm.example")));
  }

  @Test
  void the_key_may_stay_in_a_vault() throws IOException {
    var token = Files.writeString(folder.resolve("token"), "t1\n");
    var environment = Map.of("NURTUREHUB_KEY_VAULT", VAULT, "SPRING_DATASOURCE_URL", "jdbc:x");

    assertThat(settings(and(environment, "NURTUREHUB_KEY_VAULT_TOKEN", "t1")).key())
        .isEqualTo(new MasterKey.InVault(URI.create(VAULT), new VaultToken.Given(Secret.of("t1"))));
    var kept = settings(and(environment, "NURTUREHUB_KEY_VAULT_TOKEN_FILE", token.toString()));
    assertThat(kept.key())
        .isEqualTo(new MasterKey.InVault(URI.create(VAULT), new VaultToken.InFile(token)));
    assertThat(new VaultToken.InFile(token).read()).isEqualTo(Secret.of("t1"));
  }

  private static Map<String, String> and(
      Map<String, String> environment, String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return more;
  }

  @Test
  void how_messages_are_proved_is_chosen() {
    var key = "A".repeat(43);
    var settings =
        settings(
            Map.of(
                "NURTUREHUB_STREET_WEBHOOK_SCHEME", "secret-header",
                "NURTUREHUB_REAPIT_CLIENT_ID", "nurturehub",
                "NURTUREHUB_REAPIT_CLIENT_SECRET", "s3cret",
                "NURTUREHUB_REAPIT_SIGNING_KEY", "key-1:" + key));

    assertThat(settings.streetScheme()).isEqualTo(StreetSettings.Scheme.SECRET_HEADER);
    assertThat(settings.reapit().orElseThrow().signingKeys()).isEqualTo(Map.of("key-1", key));
  }

  @Test
  void parts_of_loops_contract_are_switched_on_when_they_are_confirmed() {
    var settings =
        settings(
            Map.of(
                "NURTUREHUB_STREET_API", "https://demo.street.co.uk/open-api/v1",
                "NURTUREHUB_LOOP_CONTACTS_READ", "true",
                "NURTUREHUB_LOOP_CONTACTS_DELTA", "TRUE"));

    assertThat(settings.street()).contains(URI.create("https://demo.street.co.uk/open-api/v1"));
    assertThat(settings.loop())
        .isEqualTo(new LoopChoice(Optional.empty(), true, false, true, false));
  }

  @Test
  void an_inngest_server_decides_when_that_is_chosen() {
    var settings =
        settings(
            Map.of(
                "NURTUREHUB_LANES_ENGINE", "inngest",
                "NURTUREHUB_INNGEST_SIGNING_KEY", "signkey-prod-" + "ab".repeat(32),
                "NURTUREHUB_INNGEST_SIGNING_KEY_FALLBACK", "cd".repeat(32),
                "NURTUREHUB_INNGEST_EVENT_KEY", "e1",
                "NURTUREHUB_INNGEST_API", "https://api.inngest.com",
                "NURTUREHUB_INNGEST_EVENTS", "https://inn.gs",
                "NURTUREHUB_INNGEST_ADDRESS", "https://crm.example"));

    assertThat(settings.scheduling())
        .isEqualTo(
            new Scheduling.Inngest(
                "nurturehub-crm",
                new SigningKey("signkey-prod-", Secret.of("ab".repeat(32))),
                Optional.of(new SigningKey("", Secret.of("cd".repeat(32)))),
                Secret.of("e1"),
                URI.create("https://api.inngest.com"),
                URI.create("https://inn.gs"),
                URI.create("https://crm.example")));
  }

  @ParameterizedTest
  @MethodSource
  void a_mistake_is_named(String mistake, Map<String, String> environment) {
    assertThatThrownBy(() -> settings(environment))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("Not started: ")
        .hasMessageContaining(mistake);
  }

  static Stream<Arguments> a_mistake_is_named() {
    return Stream.of(
        Arguments.of(
            "NURTUREHUB_KEY is missing",
            Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://db/crm")),
        Arguments.of("NURTUREHUB_KEY is not a key", Map.of("NURTUREHUB_KEY", "c2hvcnQ=")),
        Arguments.of(
            "NURTUREHUB_LOOP_CONTACTS_READ is perhaps",
            Map.of("NURTUREHUB_LOOP_CONTACTS_READ", "perhaps")),
        Arguments.of(
            "without it nothing else of Loop's contacts works",
            Map.of("NURTUREHUB_LOOP_CONTACTS_WRITE", "true")),
        Arguments.of(
            "NURTUREHUB_STREET_API is http://street.example",
            Map.of("NURTUREHUB_STREET_API", "http://street.example")),
        Arguments.of(
            "NURTUREHUB_STREET_WEBHOOK_SCHEME is trust",
            Map.of("NURTUREHUB_STREET_WEBHOOK_SCHEME", "trust")),
        Arguments.of(
            "NURTUREHUB_REAPIT_SIGNING_KEY is not a key",
            Map.of(
                "NURTUREHUB_REAPIT_CLIENT_ID", "nurturehub",
                "NURTUREHUB_REAPIT_CLIENT_SECRET", "s3cret",
                "NURTUREHUB_REAPIT_SIGNING_KEY", "key-1")),
        Arguments.of("NURTUREHUB_KEY is not a key", Map.of("NURTUREHUB_KEY", "***")),
        Arguments.of(
            "exclude each other",
            Map.of(
                "NURTUREHUB_KEY", KEY,
                "NURTUREHUB_KEY_VAULT", VAULT,
                "NURTUREHUB_KEY_VAULT_TOKEN", "t1")),
        Arguments.of(
            "not the address of a transit key",
            Map.of(
                "NURTUREHUB_KEY_VAULT", "https://vault.example",
                "NURTUREHUB_KEY_VAULT_TOKEN", "t1")),
        Arguments.of(
            "NURTUREHUB_KEY_VAULT is http://vault.example",
            Map.of(
                "NURTUREHUB_KEY_VAULT", "http://vault.example/v1/transit/keys/a",
                "NURTUREHUB_KEY_VAULT_TOKEN", "t1")),
        Arguments.of("needs either", Map.of("NURTUREHUB_KEY_VAULT", VAULT)),
        Arguments.of(
            "set SPRING_DATASOURCE_URL",
            Map.of("NURTUREHUB_ISSUER", "https://id.example", "NURTUREHUB_AUDIENCE", "crm")),
        Arguments.of("NURTUREHUB_AUDIENCE is of no use", Map.of("NURTUREHUB_AUDIENCE", "crm")),
        Arguments.of("others can reach", Map.of("SERVER_ADDRESS", "0.0.0.0")),
        Arguments.of("others can reach", Map.of("SPRING_GRPC_SERVER_ADDRESS", "192.0.2.7")),
        Arguments.of("not an agency id", Map.of("NURTUREHUB_LOCAL_AGENCY", "no good")),
        Arguments.of(
            "NURTUREHUB_REAPIT_CLIENT_ID and NURTUREHUB_REAPIT_CLIENT_SECRET belong together",
            Map.of("NURTUREHUB_REAPIT_CLIENT_ID", "nurturehub")),
        Arguments.of(
            "NURTUREHUB_REAPIT_PLATFORM is http://crm.example",
            Map.of("NURTUREHUB_REAPIT_PLATFORM", "http://crm.example")),
        Arguments.of(
            "NURTUREHUB_LANES_IN_FLIGHT is none", Map.of("NURTUREHUB_LANES_IN_FLIGHT", "none")),
        Arguments.of("must be embedded or inngest", Map.of("NURTUREHUB_LANES_ENGINE", "another")),
        Arguments.of(
            "NURTUREHUB_INNGEST_SIGNING_KEY is missing",
            Map.of("NURTUREHUB_LANES_ENGINE", "inngest", "NURTUREHUB_INNGEST_EVENT_KEY", "e1")),
        Arguments.of(
            "NURTUREHUB_INNGEST_SIGNING_KEY is not a key",
            Map.of(
                "NURTUREHUB_LANES_ENGINE", "inngest",
                "NURTUREHUB_INNGEST_EVENT_KEY", "e1",
                "NURTUREHUB_INNGEST_SIGNING_KEY", "signkey-prod-secret")),
        Arguments.of(
            "NURTUREHUB_INNGEST_EVENT_KEY is missing",
            Map.of("NURTUREHUB_LANES_ENGINE", "inngest", "NURTUREHUB_INNGEST_SIGNING_KEY", "ab")),
        Arguments.of(
            "NURTUREHUB_INNGEST_ADDRESS is missing",
            Map.of(
                "NURTUREHUB_LANES_ENGINE", "inngest",
                "NURTUREHUB_ISSUER", "https://id.example",
                "NURTUREHUB_AUDIENCE", "crm",
                "NURTUREHUB_KEY", KEY,
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://db/crm",
                "NURTUREHUB_INNGEST_SIGNING_KEY", "ab",
                "NURTUREHUB_INNGEST_EVENT_KEY", "e1")),
        Arguments.of("from 1 to 256", Map.of("NURTUREHUB_LANES_IN_FLIGHT", "0")),
        Arguments.of("from 1 to 400", Map.of("NURTUREHUB_SYNC_LOG_DAYS", "401")));
  }

  @Test
  void all_mistakes_are_named_at_once() {
    assertThatThrownBy(() ->
            settings(
                Map.of(
                    "NURTUREHUB_ISSUER", "id.example",
                    "NURTUREHUB_KEY", "short",
                    "NURTUREHUB_REAPIT_CLIENT_SECRET", "s3cret")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("for 3 reasons")
        .hasMessageContaining("NURTUREHUB_ISSUER is id.example")
        .hasMessageContaining("NURTUREHUB_KEY is not a key")
        .hasMessageContaining("belong together");
  }

  @Test
  void no_mistake_and_no_printed_settings_show_a_secret() {
    var environment =
        Map.of(
            "NURTUREHUB_KEY", KEY,
            "NURTUREHUB_REAPIT_CLIENT_ID", "nurturehub",
            "NURTUREHUB_REAPIT_CLIENT_SECRET", "s3cret");

    assertThat(settings(environment).toString()).doesNotContain("s3cret", KEY);
  }

  private static Settings settings(Map<String, String> variables) {
    var environment = new StandardEnvironment();
    var sources = environment.getPropertySources();
    sources.stream().map(source -> source.getName()).toList().forEach(sources::remove);
    sources.addFirst(
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(variables)));
    ConfigurationPropertySources.attach(environment);
    return Settings.from(environment);
  }
}
