package com.nurturehub.crm.api;

import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.contact.FindContacts.Found;
import com.nurturehub.crm.application.contact.FindContacts.Tie;
import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.audit.AuditEntryId;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.event.Subscription;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.InSync;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.link.Told;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEventId;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.domain.sync.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/// An agency with a Reapit account, and whom it knows.
public final class Acme {

  public static final AgencyId ACME = new AgencyId("acme");
  public static final Instant NINE = Instant.parse("2026-11-02T09:00:00Z");
  public static final Instant TEN = Instant.parse("2026-11-02T10:00:00Z");
  public static final ConnectionId REAPIT = new ConnectionId(new UUID(1, 1));

  private Acme() {}

  public static ContactDetails adasDetails() {
    return new ContactDetails(
        new PersonName("Ms", "Ada", "Lovelace"),
        List.of(new EmailAddress("ada@example.com")),
        List.of(new PhoneNumber("+441865522111")),
        new PostalAddress("", "12", "St James Square", "", "London", "", "SW1Y 4JH", "GB"),
        Set.of(ContactCategory.SELLER, ContactCategory.LANDLORD));
  }

  public static Contact ada() {
    return new Contact(
        new ContactId(new UUID(2, 1)),
        adasDetails(),
        Consents.UNASKED
            .with(Channel.EMAIL, new Consent(ConsentStatus.GRANTED, NINE))
            .with(Channel.PHONE, new Consent(ConsentStatus.DENIED, NINE)),
        com.nurturehub.crm.domain.contact.Signals.NONE
            .with(new Signal.ScoreChanged(72, true, TEN))
            .with(new Signal.Engaged(Signal.Engagement.OPENED, TEN)),
        new ImportSource("reapit"),
        NINE,
        Optional.empty(),
        3,
        7);
  }

  public static Found adaFound() {
    return new Found(ada(), List.of(new Tie(CrmProvider.REAPIT, adasLink())));
  }

  public static ContactLink adasLink() {
    return new ContactLink(
        ada().id(),
        REAPIT,
        new ExternalId("OXF12000001"),
        new Base(adasDetails(), adasDetails()),
        new ConsentBase(Map.of(), Instant.EPOCH, Instant.EPOCH),
        Fingerprint.NONE,
        3,
        NINE,
        Optional.empty(),
        Optional.empty(),
        Presence.LIVE,
        Told.NOTHING);
  }

  public static Connection connection() {
    return new Connection(
        REAPIT,
        ACME,
        CrmProvider.REAPIT,
        new AccountIdentity("RES"),
        ConnectionState.ACTIVE,
        ConnectionSettings.DEFAULT,
        Duration.ZERO,
        NINE,
        Optional.of(TEN));
  }

  public static Capabilities capabilities() {
    return new Capabilities(
        EnumSet.allOf(ContactField.class),
        EnumSet.of(ContactField.FORENAME, ContactField.SURNAME),
        EnumSet.of(Channel.EMAIL),
        EnumSet.of(Channel.EMAIL),
        false,
        Set.of(SignalKind.SCORE),
        true,
        false,
        true,
        true,
        Guard.VERSION_TAG,
        Map.of(),
        1,
        3,
        EnumSet.allOf(ContactCategory.class),
        new RateLimits(20, 250_000, 5));
  }

  public static CrmConnectors.Offer offer() {
    return new CrmConnectors.Offer(
        capabilities(),
        List.of(
            new CrmConnectors.Field("customer", "Customer code", "Three letters, like RES.", false),
            new CrmConnectors.Field("key", "Access code", "From the marketplace.", true)),
        "In Reapit, open AppMarket and choose NurtureHub.",
        Optional.of("Webhooks come later."));
  }

  public static ListIntegrations.Integration reapit(SyncRun run) {
    return new ListIntegrations.Integration(
        CrmProvider.REAPIT,
        Optional.of(offer()),
        Optional.of(connection()),
        ListIntegrations.Health.GREEN,
        "Syncing normally.",
        run instanceof SyncRun.Running running ? Optional.of(running) : Optional.empty(),
        Optional.of(run),
        Optional.of(TEN.plus(Duration.ofHours(4))),
        25_000,
        Optional.of(new InSync(24_999, 25_000)),
        2,
        Optional.of(messages()),
        Optional.of(new ListIntegrations.Parting(25_000, 3, "Uninstall NurtureHub in AppMarket.")),
        List.of(alert()));
  }

  public static ListIntegrations.Integration unconnected(
      CrmProvider provider, Optional<CrmConnectors.Offer> offer) {
    return new ListIntegrations.Integration(
        provider,
        offer,
        Optional.empty(),
        ListIntegrations.Health.NONE,
        offer.isPresent() ? "Not connected." : "Not available yet.",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  public static ListIntegrations.Messages messages() {
    var subscription =
        Subscription.none(REAPIT)
            .answered(new ChangeFeed.Webhooks("hook 1", Duration.ofHours(12)), NINE);
    return new ListIntegrations.Messages(subscription, Optional.of(TEN), 3);
  }

  public static SyncRun.Running running(long read) {
    return new SyncRun.Running(
        new SyncRunId(new UUID(3, 1)),
        REAPIT,
        Pass.FULL,
        NINE,
        SyncCursor.START,
        new Tally(read, read, 0, 0, 0, 0),
        OptionalLong.of(25_000),
        Optional.of(NINE));
  }

  public static Alert.Open alert() {
    return Alert.Open.raised(
        new AlertId(new UUID(4, 1)),
        REAPIT,
        FailureCause.PUSH_REJECTED,
        "Reapit refused a change.",
        TEN);
  }

  public static PushIntent.Due due() {
    return PushIntent.Due.queued(
        new PushId(new UUID(5, 1)),
        ada().id(),
        REAPIT,
        new PushContent(
            Set.of(ContactField.SURNAME),
            Set.of(),
            Set.of(Channel.EMAIL),
            Set.of(SignalKind.SCORE)),
        true,
        NINE,
        TEN);
  }

  public static SyncEvent refusedPush() {
    return new SyncEvent(
        new SyncEventId(new UUID(10, 1)),
        TEN,
        SyncEvent.Kind.PUSH,
        SyncEvent.Subject.of(connection()).with(ada().id()).with(new ExternalId("OXF1")),
        SyncEvent.Result.failed(FailureCause.PUSH_REJECTED, "The CRM refused a change."),
        Optional.empty());
  }

  public static SyncEvent askedSync() {
    return new SyncEvent(
        new SyncEventId(new UUID(10, 2)),
        NINE,
        SyncEvent.Kind.SYNC_ASKED,
        SyncEvent.Subject.of(CrmProvider.REAPIT),
        SyncEvent.Result.done("What changed is to be read."),
        Optional.of("jo@acme.example"));
  }

  public static AuditEntry conflict() {
    return new AuditEntry(
        new AuditEntryId(new UUID(6, 1)),
        TEN,
        AuditEntry.Kind.CONFLICT,
        Optional.of(ada().id()),
        Optional.of(REAPIT),
        Optional.of(CrmProvider.REAPIT),
        Optional.of(
            new AuditEntry.Outcome(
                Side.CRM,
                NINE,
                TEN,
                Duration.ofMillis(2_500),
                Set.of(ContactField.SURNAME),
                Set.of(),
                "LAST_WRITE_WINS")),
        Optional.of(
            new AuditEntry.Versions(
                adasDetails(),
                adasDetails()
                    .take(
                        Set.of(ContactField.SURNAME),
                        new ContactDetails(
                            new PersonName("", "", "King"),
                            List.of(),
                            List.of(),
                            PostalAddress.NONE,
                            Set.of())))),
        "The edit in the CRM was made later than the one in NurtureHub.",
        "sync");
  }
}
