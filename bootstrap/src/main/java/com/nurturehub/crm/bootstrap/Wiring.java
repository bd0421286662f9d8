package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.api.ApiConfiguration;
import com.nurturehub.crm.api.identity.Access;
import com.nurturehub.crm.api.identity.LocalToken;
import com.nurturehub.crm.api.identity.Provider;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.alert.FollowAlerts;
import com.nurturehub.crm.application.alert.ReviewAlerts;
import com.nurturehub.crm.application.audit.ExportAuditTrail;
import com.nurturehub.crm.application.audit.ReadAuditTrail;
import com.nurturehub.crm.application.connection.Allowances;
import com.nurturehub.crm.application.connection.CallBudget;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.SignIns;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ContactFeed;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.application.contact.FinishByHand;
import com.nurturehub.crm.application.contact.FollowContacts;
import com.nurturehub.crm.application.contact.MergeContacts;
import com.nurturehub.crm.application.contact.RestoreVersion;
import com.nurturehub.crm.application.contact.SettleDuplicates;
import com.nurturehub.crm.application.event.ReceiveWebhook;
import com.nurturehub.crm.application.event.WebhookAddresses;
import com.nurturehub.crm.application.event.WebhookVerifiers;
import com.nurturehub.crm.application.integration.BeginConnect;
import com.nurturehub.crm.application.integration.ChangeSettings;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.integration.DisconnectCrm;
import com.nurturehub.crm.application.integration.FinishConnect;
import com.nurturehub.crm.application.integration.GiveWebhookSecret;
import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.application.integration.ReviewBudget;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.application.log.ReadSyncLog;
import com.nurturehub.crm.application.push.ReviewOutbox;
import com.nurturehub.crm.application.sync.Bounds;
import com.nurturehub.crm.application.sync.DecideApproval;
import com.nurturehub.crm.application.sync.LaneWork;
import com.nurturehub.crm.application.sync.RequestSync;
import com.nurturehub.crm.application.sync.Retry;
import com.nurturehub.crm.application.sync.RetryAll;
import com.nurturehub.crm.application.sync.ReviewApprovals;
import com.nurturehub.crm.application.sync.ReviewPreview;
import com.nurturehub.crm.application.sync.ReviewQuarantine;
import com.nurturehub.crm.application.sync.ReviewSyncRuns;
import com.nurturehub.crm.bootstrap.Settings.Callers;
import com.nurturehub.crm.bootstrap.Settings.Integration;
import com.nurturehub.crm.bootstrap.Settings.LoopChoice;
import com.nurturehub.crm.bootstrap.Settings.People;
import com.nurturehub.crm.bootstrap.Settings.Registration;
import com.nurturehub.crm.connector.HttpCrmConnectors;
import com.nurturehub.crm.connector.alto.AltoSettings;
import com.nurturehub.crm.connector.http.CrmRegistration;
import com.nurturehub.crm.connector.http.SharedPacing;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.connector.loop.LoopSettings;
import com.nurturehub.crm.connector.loop.LoopSettings.Contract;
import com.nurturehub.crm.connector.phone.UkPhoneNumbers;
import com.nurturehub.crm.connector.reapit.ReapitSettings;
import com.nurturehub.crm.connector.reapit.ReapitSettings.SignIn;
import com.nurturehub.crm.connector.street.StreetSettings;
import com.nurturehub.crm.persistence.JooqStores;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.TimeOrderedIds;
import com.nurturehub.crm.persistence.audit.AuditExport;
import com.nurturehub.crm.persistence.connection.JooqCallBudget;
import com.nurturehub.crm.persistence.connection.JooqSignIns;
import com.nurturehub.crm.persistence.connection.TinkApplicationTokens;
import com.nurturehub.crm.persistence.connection.TinkCredentialVault;
import com.nurturehub.crm.persistence.contact.JooqContactFeed;
import com.nurturehub.crm.persistence.lane.JooqLaneLedger;
import com.nurturehub.crm.persistence.vault.Keysets;
import com.nurturehub.crm.persistence.vault.ReEncryption;
import com.nurturehub.crm.scheduling.PromptLanes;
import com.nurturehub.crm.scheduling.embedded.DatabaseClock;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/// The whole system, from the outside in: what is set, the database, the CRMs, the lanes, and then
/// everything somebody can ask for.
@Configuration(proxyBeanMethods = false)
@Import(ApiConfiguration.class)
class Wiring {

  @Bean
  Settings settings(Environment environment) {
    return Settings.from(environment);
  }

  // The database ---------------------------------------------------------------------------------

  @Bean
  @DependsOnDatabaseInitialization
  JooqTransactions postgres(DataSource pool) {
    return new JooqTransactions(pool);
  }

  @Bean
  DatabaseClock clock(DataSource pool) {
    return DatabaseClock.of(pool);
  }

  @Bean
  Keysets keysets(JooqTransactions postgres, Settings settings) {
    return Keysets.open(postgres, settings.key().open());
  }

  @Bean
  KeyKeeper keyKeeper(JooqTransactions postgres, Keysets keysets) {
    return new KeyKeeper(new ReEncryption(postgres, keysets));
  }

  @Bean
  LaneLedger ledger(JooqTransactions postgres) {
    return new JooqLaneLedger(postgres);
  }

  @Bean
  World world(JooqTransactions postgres, PromptLanes lanes, InstantSource clock) {
    return new World(
        lanes.prompt(postgres), new TimeOrderedIds(clock, new SecureRandom()), clock, chance());
  }

  @Bean
  Stores stores(JooqTransactions postgres, Keysets keysets, World world, Settings settings) {
    return JooqStores.over(postgres, keysets, world.ids(), ContactFeed.KEPT, settings.logKept());
  }

  // The CRMs -------------------------------------------------------------------------------------

  /// The sandboxed ones, where there are any; else what is set.
  @Bean
  HttpCrmConnectors crms(
      Settings settings,
      List<CrmRegistration> sandboxed,
      JooqTransactions postgres,
      LaneLedger ledger,
      Keysets keysets,
      InstantSource clock,
      SharedPacing pacing) {
    var vault = new TinkCredentialVault(postgres, keysets);
    return new HttpCrmConnectors(
        sandboxed.isEmpty() ? registrations(settings) : sandboxed,
        new Surroundings(
                new TinkApplicationTokens(postgres, keysets, clock),
                (provider, connection) ->
                    ledger
                        .agencyOf(connection)
                        .map(agency -> postgres.in(agency, () -> vault.find(provider)))
                        .orElse(Map.of()),
                new UkPhoneNumbers(),
                clock,
                Sleeper.system())
            .keepingTo(pacing),
        chance());
  }

  @Bean
  CallBudget callBudget(JooqTransactions postgres) {
    return new JooqCallBudget(postgres);
  }

  @Bean
  SharedPacing pacing(CallBudget budget, InstantSource clock) {
    return new SharedPacing(budget, clock, Sleeper.system(), UUID.randomUUID());
  }

  private static List<CrmRegistration> registrations(Settings settings) {
    return Stream.<Optional<? extends CrmRegistration>>of(
            settings.reapit().map(Wiring::reapit),
            settings.alto().map(Wiring::alto),
            Optional.of(street(settings)),
            Optional.of(loop(settings.loop())))
        .<CrmRegistration>flatMap(Optional::stream)
        .toList();
  }

  private static ReapitSettings reapit(Registration registration) {
    var live = ReapitSettings.live(registration.clientId(), registration.clientSecret());
    var reapit =
        ReapitSettings.of(
                registration.identity().orElse(live.identity()),
                registration.platform().orElse(live.platform()),
                registration.clientId(),
                registration.clientSecret())
            .with(live.hooks().withKeys(registration.signingKeys()));
    return registration
        .signIn()
        .map(known -> reapit.with(SignIn.of(known.clientId(), known.redirect())))
        .orElse(reapit);
  }

  private static AltoSettings alto(Integration integration) {
    var live = AltoSettings.live(integration.clientId(), integration.clientSecret());
    return integration
        .api()
        .map(api -> AltoSettings.of(api, integration.clientId(), integration.clientSecret()))
        .orElse(live)
        .with(AltoSettings.Hooks.NONE.with(integration.webhookSecrets()));
  }

  /// Every agency brings its own token, so that Street needs no registration.
  private static StreetSettings street(Settings settings) {
    var street = settings.street().map(StreetSettings::of).orElseGet(StreetSettings::live);
    return street.with(street.messages().with(settings.streetScheme()));
  }

  private static LoopSettings loop(LoopChoice choice) {
    var contract = new Contract(choice.reads(), choice.writes(), choice.delta(), choice.notes());
    return choice
        .api()
        .map(api -> LoopSettings.of(api, contract))
        .orElseGet(() -> LoopSettings.live().with(contract));
  }

  // The lanes ------------------------------------------------------------------------------------

  @Bean
  WorkLane workLane(
      Stores stores,
      World world,
      CrmConnectors crms,
      Lanes lanes,
      LaneLedger ledger,
      WebhookAddresses addresses) {
    return LaneWork.using(stores, world, crms, lanes, ledger, addresses, Bounds.DEFAULT);
  }

  @Bean
  OurAddress ourAddress(Settings settings) {
    return new OurAddress(settings.webhooks());
  }

  // What can be asked for ------------------------------------------------------------------------

  @Bean
  Access access(Settings settings, InstantSource clock) {
    return switch (settings.callers()) {
      case Callers.OnThisMachine(var agency, var file) ->
          Access.local(agency, LocalToken.in(file), clock);
      case Callers.Issued issued -> issued(issued);
    };
  }

  private static Access issued(Callers.Issued by) {
    var access =
        Access.issued(Issuers.decoder(by.issuer(), by.audience())).callableFrom(by.origins());
    return by.people().map(people -> access.with(provider(by.issuer(), people))).orElse(access);
  }

  private static Provider provider(URI issuer, People people) {
    var base = people.address().map(OurAddress::withoutSlash).orElse("{baseUrl}");
    return new Provider(
        issuer,
        people.clientId(),
        people.clientSecret(),
        base + Provider.RETURN,
        people.agency(),
        people.roles());
  }

  @Bean
  ConnectCrm connect(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return ConnectCrm.using(stores, world, crms, lanes);
  }

  @Bean
  SignIns signIns(JooqTransactions postgres, Keysets keysets) {
    return new JooqSignIns(postgres, keysets);
  }

  @Bean
  BeginConnect beginConnect(SignIns signIns, World world, CrmConnectors crms) {
    return BeginConnect.using(signIns, world, crms, new RandomSecrets());
  }

  @Bean
  FinishConnect finishConnect(
      SignIns signIns, Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return FinishConnect.using(signIns, stores, world, crms, lanes);
  }

  @Bean
  DisconnectCrm disconnect(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return DisconnectCrm.using(stores, world, crms, lanes);
  }

  @Bean
  GiveWebhookSecret giveWebhookSecret(Stores stores, World world) {
    return GiveWebhookSecret.using(stores, world);
  }

  @Bean
  ReceiveWebhook receiveWebhook(
      Stores stores, World world, WebhookVerifiers verifiers, Lanes lanes, LaneLedger ledger) {
    return ReceiveWebhook.using(stores, world, verifiers, lanes, ledger);
  }

  @Bean
  ListIntegrations integrations(Stores stores, World world, CrmConnectors crms) {
    return ListIntegrations.using(stores, world, crms);
  }

  @Bean
  ReviewBudget budget(Stores stores, World world, Allowances allowances, CallBudget budget) {
    return ReviewBudget.using(stores, world, allowances, budget);
  }

  @Bean
  ChangeSettings changeSettings(Stores stores, World world, Lanes lanes) {
    return ChangeSettings.using(stores, world, lanes);
  }

  @Bean
  RequestSync sync(Stores stores, World world, Lanes lanes) {
    return RequestSync.using(stores, world, lanes);
  }

  @Bean
  ReviewSyncRuns runs(Stores stores, World world) {
    return ReviewSyncRuns.using(world.transactions(), stores);
  }

  @Bean
  FindContacts contacts(Stores stores, World world) {
    return FindContacts.using(world.transactions(), stores);
  }

  @Bean
  FollowContacts followContacts(JooqTransactions postgres) {
    return FollowContacts.using(postgres, new JooqContactFeed(postgres));
  }

  @Bean
  ChangeContact changeContact(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return ChangeContact.using(stores, world, crms, lanes);
  }

  @Bean
  EraseContact eraseContact(Stores stores, World world) {
    return EraseContact.using(stores, world);
  }

  @Bean
  RestoreVersion restoreVersion(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return RestoreVersion.using(stores, world, crms, lanes);
  }

  @Bean
  FinishByHand finishByHand(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return FinishByHand.using(stores, world, crms, lanes);
  }

  @Bean
  ReviewOutbox outbox(Stores stores, World world) {
    return ReviewOutbox.using(world.transactions(), stores);
  }

  @Bean
  ReviewQuarantine quarantine(Stores stores, World world) {
    return ReviewQuarantine.using(world.transactions(), stores.quarantine());
  }

  @Bean
  ReviewApprovals approvals(Stores stores, World world) {
    return ReviewApprovals.using(world.transactions(), stores.approvals());
  }

  @Bean
  ReviewPreview preview(Stores stores, World world) {
    return ReviewPreview.using(world.transactions(), stores);
  }

  @Bean
  DecideApproval decideApproval(Stores stores, World world, Lanes lanes) {
    return DecideApproval.using(stores, world, lanes);
  }

  @Bean
  Retry retry(Stores stores, World world, Lanes lanes) {
    return Retry.using(stores, world, lanes);
  }

  @Bean
  RetryAll retryAll(Stores stores, World world, Lanes lanes) {
    return RetryAll.using(stores, world, lanes);
  }

  @Bean
  MergeContacts mergeContacts(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return MergeContacts.using(stores, world, crms, lanes);
  }

  @Bean
  SettleDuplicates settleDuplicates(Stores stores, World world) {
    return SettleDuplicates.using(stores, world);
  }

  @Bean
  ReviewAlerts alerts(Stores stores, World world) {
    return ReviewAlerts.using(stores, world);
  }

  @Bean
  FollowAlerts followAlerts(Stores stores, World world) {
    return FollowAlerts.using(world.transactions(), stores.alerts(), world.clock());
  }

  @Bean
  ReadAuditTrail auditTrail(Stores stores, World world) {
    return ReadAuditTrail.using(world.transactions(), stores.audit());
  }

  @Bean
  ReadSyncLog syncLog(Stores stores, World world) {
    return ReadSyncLog.using(world.transactions(), stores.log());
  }

  @Bean
  ExportAuditTrail exportAuditTrail(JooqTransactions postgres, Keysets keysets) {
    return ExportAuditTrail.using(new AuditExport(postgres, keysets));
  }

  /// Many threads ask at once, and nothing secret comes of it.
  private static RandomGenerator chance() {
    return () -> ThreadLocalRandom.current().nextLong();
  }
}
