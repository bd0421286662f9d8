package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.bootstrap.Settings.Callers;
import com.nurturehub.crm.bootstrap.Settings.Integration;
import com.nurturehub.crm.bootstrap.Settings.LoopChoice;
import com.nurturehub.crm.bootstrap.Settings.People;
import com.nurturehub.crm.bootstrap.Settings.Registration;
import com.nurturehub.crm.bootstrap.Settings.Scheduling;
import com.nurturehub.crm.bootstrap.Settings.SignIn;
import com.nurturehub.crm.bootstrap.Settings.Webhooks;
import com.nurturehub.crm.connector.street.StreetSettings;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.scheduling.inngest.InngestSettings;
import com.nurturehub.crm.scheduling.inngest.SigningKey;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/// Reads all settings before it complains, so that a person corrects them in one go.
final class SettingsReader {

  private static final String EMBEDDED = "embedded";
  private static final String INNGEST = "http://127.0.0.1:8288";
  private static final int LANES_IN_FLIGHT_MAX = 256;
  private static final int LOG_DAYS_MAX = 400;

  private final Environment environment;
  private final List<String> mistakes = new ArrayList<>();

  SettingsReader(Environment environment) {
    this.environment = environment;
  }

  Settings read() {
    var data = Path.of(text("nurturehub.data-directory").orElse("./.nurturehub/postgres"));
    var settings =
        new Settings(
            data,
            callers(data),
            new MasterKeyReader(this).key(file(MasterKeyReader.FILE, data, "key")),
            registration("reapit"),
            integration("alto"),
            address("nurturehub.street.api"),
            streetScheme(),
            loop(),
            webhooks(),
            node(),
            lanesInFlight(),
            scheduling(),
            logKept());
    if (!mistakes.isEmpty()) {
      throw new StartRefused(sentence());
    }
    return settings;
  }

  private Callers callers(Path data) {
    var issuer = address("nurturehub.issuer");
    var audience = text("nurturehub.audience");
    var people = people();
    if (issuer.isEmpty()) {
      if (people.isPresent()) {
        mistakes.add("NURTUREHUB_SIGN_IN_CLIENT_ID is of no use without NURTUREHUB_ISSUER");
      }
      if (audience.isPresent()) {
        mistakes.add("NURTUREHUB_AUDIENCE is of no use without NURTUREHUB_ISSUER");
      }
      return onThisMachine(data);
    }
    if (!hasDatabase()) {
      mistakes.add(
          "NURTUREHUB_ISSUER makes this a server for others, and the embedded database trusts everybody on this machine: set SPRING_DATASOURCE_URL");
    }
    if (audience.isEmpty()) {
      mistakes.add(
          "NURTUREHUB_AUDIENCE is missing: which audience says that a token of the issuer is meant for us?");
    }
    return new Callers.Issued(issuer.get(), audience.orElse(""), people, origins());
  }

  private Optional<People> people() {
    var address = address("nurturehub.address");
    var agency = text("nurturehub.sign-in.agency-claim").orElse("agency");
    var roles = text("nurturehub.sign-in.roles-claim").orElse("roles");
    return client("sign-in")
        .map(known -> new People(known.id(), known.secret(), address, agency, roles));
  }

  private Set<String> origins() {
    var name = "nurturehub.allowed-origins";
    var given =
        text(name).stream()
            .flatMap(all -> Arrays.stream(all.split(",")))
            .map(String::strip)
            .collect(Collectors.toUnmodifiableSet());
    given.stream()
        .filter(origin -> !isOrigin(origin))
        .forEach(origin ->
            mistakes.add(
                "%s names %s, which is not the address of a site: https, a name, and no path"
                    .formatted(inEnvironment(name), origin)));
    return given;
  }

  private static boolean isOrigin(String text) {
    try {
      var address = URI.create(text);
      return isFit(address)
          && address.getRawPath().isEmpty()
          && address.getRawQuery() == null
          && address.getRawUserInfo() == null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private Callers onThisMachine(Path data) {
    for (var name : List.of("server.address", "spring.grpc.server.address")) {
      text(name)
          .filter(address -> !isLoopback(address))
          .ifPresent(address ->
              mistakes.add(
                  "%s is %s, which others can reach: set NURTUREHUB_ISSUER, or leave it at 127.0.0.1"
                      .formatted(inEnvironment(name), address)));
    }
    return new Callers.OnThisMachine(
        agency(), file("nurturehub.local.token-file", data, "grpc-token"));
  }

  private AgencyId agency() {
    var id = text("nurturehub.local.agency").orElse("demo");
    try {
      return new AgencyId(id);
    } catch (IllegalArgumentException e) {
      mistakes.add("NURTUREHUB_LOCAL_AGENCY is %s".formatted(e.getMessage()));
      return new AgencyId("demo");
    }
  }

  /// What a CRM knows NurtureHub by.
  private record Client(String id, Secret secret) {}

  private Optional<Registration> registration(String crm) {
    var identity = address("nurturehub.%s.identity".formatted(crm));
    var platform = address("nurturehub.%s.platform".formatted(crm));
    var redirect = address("nurturehub.%s.redirect".formatted(crm));
    var signsIn = text("nurturehub.%s.sign-in-client-id".formatted(crm));
    return client(crm)
        .map(known ->
            new Registration(
                identity,
                platform,
                known.id(),
                known.secret(),
                signingKeys(crm),
                redirect.map(back -> new SignIn(signsIn.orElse(known.id()), back))));
  }

  private Optional<Integration> integration(String crm) {
    var api = address("nurturehub.%s.api".formatted(crm));
    var secrets =
        Stream.of("webhook-secret", "former-webhook-secret")
            .flatMap(name -> text("nurturehub.%s.%s".formatted(crm, name)).stream())
            .map(Secret::of)
            .toList();
    return client(crm).map(known -> new Integration(api, known.id(), known.secret(), secrets));
  }

  private Optional<Client> client(String crm) {
    var prefix = "nurturehub." + crm + ".";
    var id = text(prefix + "client-id");
    var secret = text(prefix + "client-secret");
    if (id.isPresent() != secret.isPresent()) {
      mistakes.add(
          "%s and %s belong together"
              .formatted(
                  inEnvironment(prefix + "client-id"), inEnvironment(prefix + "client-secret")));
    }
    return id.flatMap(known -> secret.map(hidden -> new Client(known, Secret.of(hidden))));
  }

  /// As the portal shows them: an id, a colon, and the key.
  private Map<String, String> signingKeys(String crm) {
    var name = "nurturehub.%s.signing-key".formatted(crm);
    var given = text(name);
    if (given.isEmpty()) {
      return Map.of();
    }
    var parts = given.get().strip().split(":", 2);
    if (parts.length < 2 || !parts[1].matches("[A-Za-z0-9_-]{43}")) {
      mistakes.add(
          "%s is not a key: give its id, a colon, and the 43 characters that Reapit calls x"
              .formatted(inEnvironment(name)));
      return Map.of();
    }
    return Map.of(parts[0], parts[1]);
  }

  private StreetSettings.Scheme streetScheme() {
    var name = "nurturehub.street.webhook-scheme";
    var given = text(name).orElse("svix").strip();
    return Arrays.stream(StreetSettings.Scheme.values())
        .filter(scheme -> written(scheme).equals(given.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseGet(() -> {
          mistakes.add(
              "%s is %s and must be svix, secret-header or secret-address"
                  .formatted(inEnvironment(name), given));
          return StreetSettings.Scheme.SVIX;
        });
  }

  private static String written(StreetSettings.Scheme scheme) {
    return scheme.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// On somebody's own machine the CRMs are there too, or cannot reach us.
  private Webhooks webhooks() {
    var set = address("nurturehub.webhooks.address").or(() -> address("nurturehub.address"));
    var isLocal = text("nurturehub.issuer").isEmpty();
    return set.<Webhooks>map(Webhooks.At::new)
        .orElseGet(() -> isLocal ? new Webhooks.OnThisMachine() : new Webhooks.Nowhere());
  }

  private LoopChoice loop() {
    var choice =
        new LoopChoice(
            address("nurturehub.loop.api"),
            isOn("nurturehub.loop.contacts.read"),
            isOn("nurturehub.loop.contacts.write"),
            isOn("nurturehub.loop.contacts.delta"),
            isOn("nurturehub.loop.notes.write"));
    if (!choice.reads() && (choice.writes() || choice.delta() || choice.notes())) {
      mistakes.add(
          "NURTUREHUB_LOOP_CONTACTS_READ is off, and without it nothing else of Loop's contacts works");
    }
    return choice;
  }

  private boolean isOn(String name) {
    var given = text(name).orElse("false").toLowerCase(Locale.ROOT);
    if (!given.equals("true") && !given.equals("false")) {
      mistakes.add("%s is %s and must be true or false".formatted(inEnvironment(name), given));
    }
    return given.equals("true");
  }

  private String node() {
    return text("nurturehub.node")
        .orElseGet(() -> "%s-%d".formatted(hostName(), ProcessHandle.current().pid()));
  }

  private int lanesInFlight() {
    return number("nurturehub.lanes.in-flight", 32, LANES_IN_FLIGHT_MAX);
  }

  private Duration logKept() {
    var days = number("nurturehub.sync-log.days", (int) SyncLog.KEPT.toDays(), LOG_DAYS_MAX);
    return Duration.ofDays(days);
  }

  /// From 1 to `most`.
  private int number(String name, int unlessSaid, int most) {
    var text = text(name).orElse(Integer.toString(unlessSaid));
    try {
      var number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    mistakes.add(
        "%s is %s and must be a number from 1 to %d".formatted(inEnvironment(name), text, most));
    return 1;
  }

  private Scheduling scheduling() {
    return switch (text("nurturehub.lanes.engine").orElse(EMBEDDED)) {
      case EMBEDDED -> new Scheduling.Embedded();
      case "inngest" -> inngest();
      case String other -> {
        mistakes.add(
            "NURTUREHUB_LANES_ENGINE is %s and must be embedded or inngest".formatted(other));
        yield new Scheduling.Embedded();
      }
    };
  }

  /// It works on what it is called for, so it must be able to tell who calls.
  private Scheduling inngest() {
    var api = address("nurturehub.inngest.api").orElse(URI.create(INNGEST));
    var signingKey = signingKey("nurturehub.inngest.signing-key");
    var fallbackKey = signingKey("nurturehub.inngest.signing-key-fallback");
    var eventKey = text("nurturehub.inngest.event-key");
    if (text("nurturehub.inngest.signing-key").isEmpty()) {
      mistakes.add(
          "NURTUREHUB_INNGEST_SIGNING_KEY is missing: without it anybody could pretend to be the Inngest server");
    }
    if (eventKey.isEmpty()) {
      mistakes.add(
          "NURTUREHUB_INNGEST_EVENT_KEY is missing: without it the Inngest server takes no events");
    }
    return new Scheduling.Inngest(
        text("nurturehub.inngest.app").orElse(InngestSettings.APP),
        signingKey.orElse(new SigningKey("", Secret.of(""))),
        fallbackKey,
        Secret.of(eventKey.orElse("")),
        api,
        address("nurturehub.inngest.events").orElse(api),
        calledAt());
  }

  private Optional<SigningKey> signingKey(String name) {
    var written = text(name);
    var key = written.map(Secret::of).flatMap(SigningKey::read);
    if (written.isPresent() && key.isEmpty()) {
      mistakes.add(
          "%s is not a key: give the hexadecimal digits the Inngest server was given"
              .formatted(inEnvironment(name)));
    }
    return key;
  }

  /// Where everything is on this machine, so is the Inngest server.
  private URI calledAt() {
    var here = "http://127.0.0.1:" + text("server.port").orElse("8080");
    var given = address("nurturehub.inngest.address");
    if (given.isEmpty() && text("nurturehub.issuer").isPresent()) {
      mistakes.add(
          "NURTUREHUB_INNGEST_ADDRESS is missing: where does the Inngest server reach this service?");
    }
    return given.orElse(URI.create(here));
  }

  boolean hasDatabase() {
    return text("spring.datasource.url").isPresent();
  }

  /// Beside the database's folder, where nothing else was said.
  private Path file(String name, Path data, String otherwise) {
    return text(name).map(Path::of).orElseGet(() -> data.resolveSibling(otherwise));
  }

  Optional<URI> address(String name) {
    var written = text(name);
    try {
      var address = written.map(URI::create);
      if (address.stream().allMatch(SettingsReader::isFit)) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    mistakes.add(
        "%s is %s, which is not an https address (http only on this machine)"
            .formatted(inEnvironment(name), written.orElse("")));
    return Optional.empty();
  }

  private static boolean isFit(URI address) {
    return address.getHost() != null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && isLoopback(address.getHost())));
  }

  private static boolean isLoopback(String host) {
    try {
      return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "node";
    }
  }

  void mistaken(String how) {
    mistakes.add(how);
  }

  /// What is set to nothing is not set.
  Optional<String> text(String name) {
    return Optional.ofNullable(environment.getProperty(name)).filter(text -> !text.isBlank());
  }

  private static String inEnvironment(String name) {
    return name.replace('.', '_').replace("-", "_").toUpperCase(Locale.ROOT);
  }

  private String sentence() {
    return mistakes.size() == 1
        ? "Not started: %s.".formatted(mistakes.getFirst())
        : "Not started, for %d reasons:%n  - %s."
            .formatted(mistakes.size(), String.join(".%n  - ".formatted(), mistakes));
  }
}
