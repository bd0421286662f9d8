package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.Transactions;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.application.contact.Contacts;
import com.nurturehub.crm.application.contact.Tombstones;
import com.nurturehub.crm.application.lane.Lease;
import com.nurturehub.crm.application.link.ContactLinks;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.application.sync.SyncRuns;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.sync.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts a bug between the use cases and their ports. It is one idea, a mistake a branch.
@SuppressWarnings("unchecked")
final class Planting {

  private final Optional<PlantedBug> bug;
  private final Map<String, SimCrm> accounts;
  private final InstantSource clock;
  private final Map<ContactId, ContactDetails> readBack = new HashMap<>();
  private final Map<String, Instant> firstDenied = new HashMap<>();
  private final Map<String, Claim> said = new HashMap<>();

  Planting(Optional<PlantedBug> bug, Map<String, SimCrm> accounts, InstantSource clock) {
    this.bug = bug;
    this.accounts = accounts;
    this.clock = clock;
  }

  private boolean is(PlantedBug one) {
    return bug.equals(Optional.of(one));
  }

  Transactions in(Transactions real) {
    return bug.isEmpty()
        ? real
        : Intercepted.by(
            (method, arguments, onwards) ->
                is(PlantedBug.NO_FENCING) && method.equals("fenced")
                    ? real.in(
                        ((Lease) first(arguments)).agency(), (Supplier<Object>) second(arguments))
                    : onwards.with(arguments),
            Transactions.class,
            real);
  }

  Stores in(Stores real) {
    if (bug.isEmpty()) {
      return real;
    }
    return new Stores(
        Intercepted.by(
            (method, arguments, onwards) -> contacts(real, method, arguments, onwards),
            Contacts.class,
            real.contacts()),
        Intercepted.by(this::links, ContactLinks.class, links(real)),
        real.connections(),
        real.vault(),
        Intercepted.by(this::runs, SyncRuns.class, real.runs()),
        real.quarantine(),
        Intercepted.by(this::outbox, Outbox.class, real.outbox()),
        real.handChanges(),
        Intercepted.by(this::audit, AuditTrail.class, real.audit()),
        real.alerts(),
        real.approvals(),
        real.previews(),
        real.duplicates(),
        real.requests(),
        Intercepted.by(this::tombstones, Tombstones.class, real.tombstones()),
        real.inbox(),
        real.subscriptions(),
        real.log());
  }

  // What is kept.

  private @Nullable Object contacts(
      Stores real, String method, @Nullable Object[] arguments, Intercepted.Call onwards) {
    if (!method.equals("replace")) {
      return onwards.with(arguments);
    }
    var changed = (Collection<Contact>) first(arguments);
    var stored = real.contacts().find(changed.stream().map(Contact::id).toList());
    return onwards.with(
        changed.stream()
            .map(contact -> spoiled(real, Optional.ofNullable(stored.get(contact.id())), contact))
            .toList());
  }

  private Contact spoiled(Stores real, Optional<Contact> stored, Contact contact) {
    if (stored.isEmpty()) {
      return contact;
    }
    var before = stored.get();
    if (is(PlantedBug.SIGNALS_COUNT_AS_EDITS) && !before.signals().equals(contact.signals())) {
      return contact.edited(contact.details(), clock.instant());
    }
    if (is(PlantedBug.OPT_OUT_OVERWRITTEN)) {
      var consents = contact.consents();
      for (var channel : Channel.values()) {
        if (consents.denies(channel)
            && before.consents().on(channel).status() == ConsentStatus.GRANTED) {
          consents = consents.with(channel, before.consents().on(channel));
        }
      }
      return contact.with(consents);
    }
    if (is(PlantedBug.SAID_AGAIN_UNSEEN)) {
      return contact.with(asFirstSaid(before.consents(), contact.consents()));
    }
    if (is(PlantedBug.WHOLE_RECORD_TAKEN) && !before.details().equals(contact.details())) {
      return whollyTaken(real, before, contact);
    }
    return contact;
  }

  private static Consents asFirstSaid(Consents before, Consents after) {
    var consents = after;
    for (var channel : Channel.values()) {
      if (after.on(channel).status() == before.on(channel).status()) {
        consents = consents.with(channel, before.on(channel));
      }
    }
    return consents;
  }

  /// If what changed is what the CRM that cuts and respells shows, everything else it shows comes
  /// along.
  private Contact whollyTaken(Stores real, Contact before, Contact contact) {
    for (var link : real.links().of(List.of(contact.id()))) {
      var shown =
          real.connections()
              .find(link.connection())
              .flatMap(c -> Optional.ofNullable(accounts.get(c.account().value())))
              .filter(crm -> crm.model() == CrmModel.UNGUARDED)
              .flatMap(crm -> crm.find(link.externalId()))
              .map(CrmContact::details);
      var changed = contact.details().differencesFrom(before.details());
      if (shown.isPresent()
          && changed.stream()
              .noneMatch(f -> contact.details().differencesFrom(shown.get()).contains(f))) {
        return contact.edited(
            contact.details().take(EnumSet.allOf(ContactField.class), shown.get()),
            contact.editedAt());
      }
    }
    return contact;
  }

  private ContactLinks links(Stores real) {
    return is(PlantedBug.UNWRITABLE_STAYS_DISPUTED)
        ? Intercepted.by(
            (method, arguments, onwards) ->
                method.equals("keep")
                    ? onwards.with(neverAgreed(real, (Collection<ContactLink>) first(arguments)))
                    : onwards.with(arguments),
            ContactLinks.class,
            real.links())
        : real.links();
  }

  /// The pair for what cannot be written is put back to what it was.
  private static List<ContactLink> neverAgreed(Stores real, Collection<ContactLink> links) {
    var stored =
        real.links().of(links.stream().map(ContactLink::contact).toList()).stream()
            .collect(Collectors.toMap(Planting::key, ContactLink::base));
    var emails = List.of(ContactField.EMAILS);
    return links.stream()
        .map(link ->
            Optional.ofNullable(stored.get(key(link)))
                .filter(_ -> differs(link.base()))
                .map(base -> link.with(link.base().agree(emails, base.hub(), base.crm())))
                .orElse(link))
        .toList();
  }

  private static boolean differs(Base base) {
    return base.hub().differencesFrom(base.crm()).contains(ContactField.EMAILS);
  }

  private static String key(ContactLink link) {
    return link.connection() + " " + link.contact();
  }

  private @Nullable Object links(
      String method, @Nullable Object[] arguments, Intercepted.Call onwards) {
    if (method.equals("keep")) {
      return onwards.with(
          ((Collection<ContactLink>) first(arguments)).stream().map(this::spoiled).toList());
    }
    return onwards.with(arguments);
  }

  private ContactLink spoiled(ContactLink link) {
    if (is(PlantedBug.SINGLE_BASE)) {
      return link.with(new Base(link.base().hub(), link.base().hub()));
    }
    if (is(PlantedBug.ECHO_NOT_RECOGNISED)) {
      return link.with(new Base(link.base().hub(), ContactDetails.NONE)).unsettled();
    }
    var shown = Optional.ofNullable(readBack.remove(link.contact()));
    return is(PlantedBug.READ_BACK_STORED_UNSEEN) && shown.isPresent()
        ? link.with(new Base(link.base().hub(), shown.get()))
        : link;
  }

  private @Nullable Object runs(
      String method, @Nullable Object[] arguments, Intercepted.Call onwards) {
    return method.equals("keep")
            && is(PlantedBug.STRICT_CURSOR)
            && first(arguments) instanceof Watermark mark
        ? onwards.with(
            new Watermark(
                mark.connection(),
                mark.changesSince().map(since -> since.plus(Watermark.OVERLAP).plusSeconds(1)),
                mark.fullPassAt(),
                mark.requestedAt(),
                mark.requestedPass()))
        : onwards.with(arguments);
  }

  private @Nullable Object outbox(
      String method, @Nullable Object[] arguments, Intercepted.Call onwards) {
    if (!method.equals("settle")) {
      return onwards.with(arguments);
    }
    var settlements = (Collection<Settlement>) first(arguments);
    if (is(PlantedBug.CREATE_NOT_NOTED_BEFORE)) {
      return onwards.with(settlements.stream().filter(s -> !isOnlyANote(s)).toList());
    }
    return onwards.with(arguments);
  }

  private static boolean isOnlyANote(Settlement settlement) {
    return settlement.becomes().equals(settlement.read().sending());
  }

  private @Nullable Object audit(
      String method, @Nullable Object[] arguments, Intercepted.Call onwards) {
    return method.equals("append") && is(PlantedBug.LOSER_NOT_KEPT)
        ? onwards.with(
            ((List<AuditEntry>) first(arguments)).stream().map(Planting::withoutLoser).toList())
        : onwards.with(arguments);
  }

  private static AuditEntry withoutLoser(AuditEntry entry) {
    return new AuditEntry(
        entry.id(),
        entry.at(),
        entry.kind(),
        entry.about(),
        entry.connection(),
        entry.provider(),
        entry.outcome(),
        Optional.empty(),
        entry.reason(),
        entry.actor());
  }

  private @Nullable Object tombstones(
      String method, @Nullable Object[] arguments, Intercepted.Call onwards) {
    return method.equals("among") && is(PlantedBug.TOMBSTONE_IGNORED)
        ? Set.of()
        : onwards.with(arguments);
  }

  // What the CRMs are asked and told.

  CrmConnectors in(CrmConnectors real) {
    return bug.isEmpty()
        ? real
        : Intercepted.by(
            (method, arguments, onwards) ->
                method.equals("connectTo")
                    ? connected(real, (Connection) first(arguments))
                    : onwards.with(arguments),
            CrmConnectors.class,
            real);
  }

  private CRMConnector connected(CrmConnectors real, Connection connection) {
    var theirs = connection;
    if (is(PlantedBug.WRONG_ACCOUNT) && connection.agency().value().equals("bolt")) {
      theirs = connection.reconnected(new AccountIdentity("acme-TAGGED"), connection.connectedAt());
    }
    var crm = Optional.ofNullable(accounts.get(theirs.account().value())).orElseThrow();
    return Intercepted.by(
        (method, arguments, onwards) ->
            switch (method) {
              case "pushContact" ->
                  impatiently(() -> push(crm, (ContactChange) first(arguments), onwards));
              case "listContacts" -> pages((Reading) first(arguments), onwards);
              default -> onwards.with(arguments);
            },
        CRMConnector.class,
        real.connectTo(theirs));
  }

  private @Nullable Object push(SimCrm crm, ContactChange change, Intercepted.Call onwards) {
    if (is(PlantedBug.CREATE_RETRIED_BLINDLY) && change instanceof ContactChange.Create create) {
      return onwards.with(
          new ContactChange.Create(
              create.contact(), create.details(), create.content(), create.defaults(), false));
    }
    if (is(PlantedBug.GUARD_IGNORED) && change instanceof ContactChange.Update update) {
      return onwards.with(unguarded(crm, update));
    }
    if (is(PlantedBug.FAILURE_TAKEN_FOR_SUCCESS) && change instanceof ContactChange.Update update) {
      try {
        return onwards.with(change);
      } catch (CrmFailure.Transient failure) {
        return new PushResult.Landed(update.externalId(), Optional.empty(), false);
      }
    }
    var result = onwards.with(change);
    if (result instanceof PushResult.Landed landed) {
      landed.readBack().ifPresent(shown -> readBack.put(change.contact().id(), shown.details()));
    }
    return result;
  }

  private static ContactChange.Update unguarded(SimCrm crm, ContactChange.Update update) {
    var current = crm.find(update.externalId());
    return new ContactChange.Update(
        update.contact(),
        update.details(),
        update.content(),
        update.externalId(),
        current.flatMap(CrmContact::tag),
        current.map(Fingerprint::of).orElse(update.compared()));
  }

  private Object pages(Reading reading, Intercepted.Call onwards) {
    var asked = (ContactPages) result(onwards.with(reading));
    var real = is(PlantedBug.READ_TOO_FAR_AHEAD) ? new ReadAhead(asked) : asked;
    return Intercepted.by(
        (method, arguments, next) -> method.equals("next") ? page(real) : next.with(arguments),
        ContactPages.class,
        real);
  }

  /// Holds one page more than it may.
  private static final class ReadAhead implements ContactPages {

    private final ContactPages real;
    private final ArrayDeque<Optional<ContactPage>> held = new ArrayDeque<>();

    ReadAhead(ContactPages real) {
      this.real = real;
    }

    @Override
    public Optional<ContactPage> next() {
      while (held.size() < 3) {
        held.add(real.next());
      }
      return held.remove();
    }

    @Override
    public void close() {
      real.close();
    }
  }

  private <T extends @Nullable Object> T impatiently(Supplier<T> call) {
    try {
      return call.get();
    } catch (CrmFailure.Transient failure) {
      throw is(PlantedBug.RETRY_AFTER_IGNORED)
          ? new CrmFailure.Transient(failure.why(), "At once.", Duration.ofMillis(1))
          : failure;
    }
  }

  private Optional<ContactPage> page(ContactPages real) {
    return impatiently(() -> pageOf(real));
  }

  private Optional<ContactPage> pageOf(ContactPages real) {
    if (is(PlantedBug.PAGE_SKIPPED_ON_ERROR)) {
      try {
        return real.next();
      } catch (CrmFailure.Transient failure) {
        real.next();
        return real.next();
      }
    }
    return real.next().map(this::spoiled);
  }

  private ContactPage spoiled(ContactPage page) {
    UnaryOperator<CrmContact> spoil = this::spoiled;
    return new ContactPage(
        page.contacts().stream().map(spoil).toList(),
        page.unreadable(),
        page.next(),
        page.total(),
        is(PlantedBug.WATERMARK_BY_OUR_CLOCK) ? clock.instant() : page.servedAt(),
        page.clockOffset());
  }

  private CrmContact spoiled(CrmContact theirs) {
    if (!is(PlantedBug.GRANT_COUNTS_LATE)
        && !is(PlantedBug.DENIAL_NOT_RENEWED)
        && !is(PlantedBug.SAID_AGAIN_UNSEEN)) {
      return theirs;
    }
    var consents = new EnumMap<Channel, Claim>(Channel.class);
    theirs
        .consents()
        .forEach((channel, claim) -> consents.put(channel, spoiled(theirs, channel, claim)));
    return new CrmContact(
        theirs.id(),
        theirs.details(),
        consents,
        theirs.modifiedAt(),
        theirs.archived(),
        theirs.tag(),
        theirs.reference(),
        theirs.household());
  }

  private Claim spoiled(CrmContact theirs, Channel channel, Claim claim) {
    if (claim.recordedAt().isPresent()) {
      return is(PlantedBug.SAID_AGAIN_UNSEEN) ? asFirstSaid(theirs, channel, claim) : claim;
    }
    if (is(PlantedBug.SAID_AGAIN_UNSEEN)) {
      return claim;
    }
    if (is(PlantedBug.GRANT_COUNTS_LATE)) {
      return claim.status() == ConsentStatus.GRANTED
          ? new Claim(claim.status(), Optional.of(theirs.modifiedAt()))
          : claim;
    }
    var key = theirs.id() + " " + channel;
    if (claim.status() != ConsentStatus.DENIED) {
      firstDenied.remove(key);
      return claim;
    }
    var since = firstDenied.computeIfAbsent(key, _ -> theirs.modifiedAt());
    return new Claim(claim.status(), Optional.of(since));
  }

  private Claim asFirstSaid(CrmContact theirs, Channel channel, Claim claim) {
    return said.merge(
        theirs.id() + " " + channel,
        claim,
        (before, now) -> before.status() == now.status() ? before : now);
  }

  private static Object first(@Nullable Object[] arguments) {
    return result(arguments[0]);
  }

  private static Object second(@Nullable Object[] arguments) {
    return result(arguments[1]);
  }

  private static Object result(@Nullable Object value) {
    return Optional.ofNullable(value).orElseThrow();
  }
}
