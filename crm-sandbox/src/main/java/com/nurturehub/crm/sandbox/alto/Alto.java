package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.crm.House;
import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.crm.Reception;
import com.nurturehub.crm.sandbox.fault.Faults;
import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.hook.Patience;
import com.nurturehub.crm.sandbox.http.Answer;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import com.nurturehub.crm.sandbox.journal.Journal;
import com.nurturehub.crm.sandbox.people.Dice;
import com.nurturehub.crm.sandbox.time.Pauses;
import com.nurturehub.crm.sandbox.time.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The sandboxed Alto: everything put together.
public final class Alto implements Crm, House {

  // How Alto spaces its attempts is not published, only how many there are and when they end.
  private static final Patience PATIENCE =
      Patience.of(
              List.of(
                  Duration.ofMinutes(1),
                  Duration.ofMinutes(2),
                  Duration.ofMinutes(4),
                  Duration.ofMinutes(8),
                  Duration.ofMinutes(15),
                  Duration.ofMinutes(30),
                  Duration.ofMinutes(60),
                  Duration.ofMinutes(60),
                  Duration.ofMinutes(60),
                  Duration.ofMinutes(60)),
              Duration.ofSeconds(10))
          .within(Duration.ofHours(6));
  private static final String NAME = "alto";
  private static final String TOKEN = "token";
  private static final List<String> TABLES =
      List.of("client-positions", "client-intentions", "client-disposal-statuses", "lead-sources");

  private final SandboxClock clock;
  private final Faults faults;
  private final Journal journal;
  private final Map<String, AltoAgency> agencies;
  private final Map<String, AltoDesk> desks = new LinkedHashMap<>();
  private final AltoTokens tokens;
  private final AltoLimits limits = new AltoLimits();
  private final MessageSender sender;
  private final AltoEvents events;
  private final Routes routes = new Routes();
  private final Reception reception;
  private volatile AltoOptions options = AltoOptions.usual();

  /// @param historyEnd when the contacts' history ends; their first edits come later
  /// @param readsKept how many reads the journal keeps
  /// @param address where the sandbox listens, once it does
  public Alto(
      AltoSettings settings,
      long seed,
      Instant historyEnd,
      SandboxClock clock,
      Pauses pauses,
      int readsKept,
      Supplier<String> address) {
    this.clock = clock;
    this.journal = new Journal(readsKept, List.of(AltoGate.AGENCY_REF));
    this.faults = new Faults(seed);
    this.agencies = agencies(settings, seed, historyEnd);
    this.tokens = new AltoTokens(settings, Dice.of(seed, "alto tokens"), () -> options);
    this.sender = new MessageSender(NAME, clock, PATIENCE, Dice.of(seed, "alto deliveries"));
    this.events = new AltoEvents(sender, Dice.of(seed, "alto events"), settings.integrationId());
    var gate = new AltoGate(tokens, agencies, settings.scopes(), () -> options);
    routes.on("POST", "/token", TOKEN, tokens::token);
    addContacts(gate, () -> address.get() + "/" + NAME);
    addFiles(gate);
    addPartners(gate, new AltoPartners(settings.integrationId()));
    this.reception = new Reception(this, faults, journal, clock, pauses);
    agencies.forEach(
        (ref, agency) -> desks.put(ref, new AltoDesk(agency, events, () -> options, clock)));
  }

  private void addContacts(AltoGate gate, Supplier<String> address) {
    var listing = new ContactListing(() -> options);
    var reads = new ContactReads(() -> options);
    var creating = new ContactCreating(() -> options, address, events, journal);
    var patching = new ContactPatching(() -> options, events);
    var one = "/contacts/{id}";
    var person = one + "/persons/{person}";
    routes
        .on(
            "GET",
            "/contacts/all",
            "contacts.list",
            gate.letting(Scope.CONTACTS_ALL, listing::list))
        .on(
            "GET",
            "/contacts/search",
            "contacts.search",
            gate.letting(Scope.CONTACTS_SEARCH, reads::search))
        .on("GET", "/contacts", "contacts.byIds", gate.letting(Scope.CONTACTS, reads::byIds))
        .on("POST", "/contacts", "contacts.create", gate.letting(Scope.CONTACTS, creating::create))
        .on("GET", one, "contacts.get", gate.letting(Scope.CONTACT, reads::get))
        .on("PATCH", one, "contacts.update", gate.letting(Scope.CONTACT, patching::contact))
        .on("GET", one + "/persons", "persons.list", gate.letting(Scope.PERSONS, reads::persons))
        .on("GET", person, "persons.get", gate.letting(Scope.PERSON, reads::person))
        .on("PATCH", person, "persons.update", gate.letting(Scope.PERSON, patching::person));
  }

  private void addFiles(AltoGate gate) {
    var files = new AltoFiles(() -> options, events, journal);
    var preferences = "/contacts/{id}/preferences";
    var note = "/file-notes/{note}";
    routes
        .on(
            "GET",
            preferences,
            "preferences.get",
            gate.letting(Scope.PREFERENCES, files::preferences))
        .on("POST", preferences, "preferences.set", gate.letting(Scope.PREFERENCES, files::say))
        .on("POST", "/file-notes", "notes.create", gate.letting(Scope.NOTES, files::createNote))
        .on(
            "GET",
            "/file-notes/search",
            "notes.search",
            gate.letting(Scope.NOTES_SEARCH, files::searchNotes))
        .on("GET", note, "notes.get", gate.letting(Scope.NOTE, files::note))
        .on("PATCH", note, "notes.update", gate.letting(Scope.NOTE, files::patchNote));
  }

  private void addPartners(AltoGate gate, AltoPartners partners) {
    routes
        .on(
            "GET",
            "/partners/integration",
            "integration.get",
            gate.lettingAny(Scope.INTEGRATION, partners::integration))
        .on(
            "POST",
            "/partners/integration/status",
            "integration.status",
            gate.lettingAny(Scope.INTEGRATION_STATUS, partners::status))
        .on("GET", "/branches", "branches.list", gate.letting(Scope.BRANCHES, partners::branches))
        .on(
            "GET",
            "/branches/{branch}",
            "branches.get",
            gate.letting(Scope.BRANCH, partners::branch))
        .on(
            "GET",
            "/negotiators",
            "negotiators.list",
            gate.letting(Scope.NEGOTIATORS, partners::negotiators))
        .on(
            "GET",
            "/negotiators/{negotiator}",
            "negotiators.get",
            gate.letting(Scope.NEGOTIATOR, partners::negotiator));
    for (var table : TABLES) {
      routes.on(
          "GET",
          "/parameters/" + table,
          "parameters",
          gate.letting(
              Scope.PARAMETERS + table,
              (_, agency) -> Reply.json(200, agency.office().parameters(table))));
    }
  }

  /// Starts delivering events.
  public void open() {
    sender.start();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Answer reception() {
    return reception;
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public List<String> customers() {
    return List.copyOf(agencies.keySet());
  }

  @Override
  public Desk desk(String customer) {
    var desk = desks.get(customer);
    if (desk == null) {
      throw new IllegalArgumentException("no such customer: " + customer);
    }
    return desk;
  }

  @Override
  public boolean isConnected(String customer) {
    return agency(customer).isPluggedIn();
  }

  @Override
  public void connect(String customer) {
    setEnabled(customer, true);
  }

  @Override
  public void disconnect(String customer) {
    setEnabled(customer, false);
  }

  /// One branch of an agency lets our integration in, or throws it out.
  public void setActivated(String customer, String branch, boolean activated) {
    if (!AltoOffice.hasBranch(branch)) {
      throw new IllegalArgumentException("no such branch: " + branch);
    }
    var agency = agency(customer);
    agency.setActivated(branch, activated);
    events.branch(agency, branch, activated, clock.instant());
  }

  /// The agency types something into the form by which it activates the integration.
  public void typeAtActivation(String customer, String text) {
    agency(customer).setTypedAtActivation(text);
  }

  /// The file notes about a contact, as Alto's own window shows them.
  public List<ObjectNode> notes(String customer, String contact) {
    return agency(customer).notes().of(contact);
  }

  /// The ids of an agency's branches.
  public List<String> branches() {
    return AltoOffice.branchIds();
  }

  @Override
  public void revokeTokens() {
    tokens.revokeAll();
  }

  @Override
  public void rotateSecret(Passphrase next) {
    tokens.rotateSecret(next);
  }

  @Override
  public void endQuota() {
    limits.endQuota();
  }

  @Override
  public ObjectNode limits() {
    return limits.json();
  }

  @Override
  public void setLimits(ObjectNode changes) {
    limits.change(changes);
  }

  public AltoOptions options() {
    return options;
  }

  public void setOptions(AltoOptions next) {
    options = next;
  }

  @Override
  public void addAdminRoutes(Routes admin) {
    new AltoAdmin(this, events, sender).addRoutes(admin);
  }

  @Override
  public void close() {
    sender.close();
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public String customerOf(Call call) {
    return call.headers().find(AltoGate.AGENCY_REF).orElse("");
  }

  @Override
  public Optional<Reply> enter(Call call, String customer) {
    return limits.enter(customer, call.at());
  }

  @Override
  public void leave(Call call, String customer) {
    limits.leave(customer);
  }

  @Override
  public boolean isConfidential(String operation) {
    return operation.equals(TOKEN);
  }

  @Override
  public Reply unknownPath(Call call) {
    return AltoErrors.error(404, "NotFound", "There is no such resource.");
  }

  @Override
  public Reply error(int status, Call call) {
    return AltoErrors.error(status, "Error", "An error has occurred.");
  }

  /// Alto's answers carry no request id.
  @Override
  public Reply stamped(Reply reply, long number) {
    return reply;
  }

  @Override
  public void timedOut(String customer) {
    // Alto was never seen to count calls that it gave up on.
  }

  AltoAgency agency(String ref) {
    var agency = agencies.get(ref);
    if (agency == null) {
      throw new IllegalArgumentException("no such customer: " + ref);
    }
    return agency;
  }

  private static Map<String, AltoAgency> agencies(
      AltoSettings settings, long seed, Instant historyEnd) {
    var agencies = new LinkedHashMap<String, AltoAgency>();
    settings
        .agencies()
        .forEach(
            (ref, contacts) -> agencies.put(ref, new AltoAgency(ref, contacts, seed, historyEnd)));
    return Collections.unmodifiableMap(agencies);
  }

  private void setEnabled(String customer, boolean enabled) {
    var agency = agency(customer);
    agency.setEnabled(enabled);
    events.integration(agency, enabled, clock.instant());
  }
}
