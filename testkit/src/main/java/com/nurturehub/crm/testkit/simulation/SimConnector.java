package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The way to a [SimCrm], with everything that goes wrong on it.
record SimConnector(
    SimCrm crm,
    AccountIdentity account,
    Supplier<Faults> faults,
    Baton baton,
    RandomGenerator chance)
    implements CRMConnector {

  private static final int PAGE = 3;
  private static final Duration TIME_OUT = Duration.ofSeconds(30);
  private static final Duration A_MOMENT = Duration.ofSeconds(20);
  private static final Duration UNTIL_MIDNIGHT = Duration.ofMinutes(15);

  @Override
  public AccountIdentity authenticate() {
    call();
    return account;
  }

  @Override
  public ContactPages listContacts(Reading reading) {
    return switch (reading) {
      case Reading.Only(var ids) -> new Pages(reading, ids.stream().sorted(BY_VALUE).toList());
      case Reading.Everything _, Reading.Changes _ -> new Pages(reading, List.of());
    };
  }

  private static final Comparator<ExternalId> BY_VALUE = Comparator.comparing(ExternalId::value);

  @Override
  public PushResult pushContact(ContactChange change) {
    call();
    return switch (change) {
      case ContactChange.Create create -> create(create);
      case ContactChange.Update update -> update(update);
    };
  }

  @Override
  public ChangeFeed subscribeToEvents(EventHandler handler) {
    return new ChangeFeed.PollingOnly();
  }

  private PushResult create(ContactChange.Create change) {
    if (change.uncertain()) {
      if (!crm.model().leavesReference()) {
        return new PushResult.Refused("It may be there already, and cannot be looked up.");
      }
      var found = crm.referring(change.contact().id());
      if (found.isPresent()) {
        return new PushResult.Landed(found.get().id(), found, true);
      }
    }
    var made = crm.create(change);
    answerMayBeLost();
    return new PushResult.Landed(made.id(), readBack(made.id()), false);
  }

  private PushResult update(ContactChange.Update change) {
    var readAt = baton.instant();
    var current = crm.find(change.externalId());
    if (current.isEmpty()) {
      return new PushResult.Gone();
    }
    if (!isAsCompared(change, current.get())) {
      return new PushResult.Moved(current.get());
    }
    if (!crm.model().guards()) {
      baton.sleep(Duration.ofMillis(chance.nextInt(1, 200)));
      if (crm.find(change.externalId()).isEmpty()) {
        return new PushResult.Gone();
      }
    }
    crm.update(change, current.get(), readAt);
    try {
      answerMayBeLost();
      return new PushResult.Landed(change.externalId(), readBack(change.externalId()), false);
    } finally {
      crm.lookedAt(change.externalId());
    }
  }

  private boolean isAsCompared(ContactChange.Update change, CrmContact current) {
    return change.tag().isPresent()
        ? change.tag().equals(current.tag())
        : Fingerprint.of(current).equals(change.compared());
  }

  private Optional<CrmContact> readBack(ExternalId id) {
    if (!faults.get().everyWriteIsSeen() && chance.nextDouble() < 0.1) {
      return Optional.empty();
    }
    baton.sleep(Duration.ofMillis(chance.nextInt(1, 300)));
    return crm.find(id);
  }

  /// One call: it takes time, during which others run, and may fail before it does anything.
  private void call() {
    if (baton.node().isPresent() && baton.instant().isBefore(crm.quietUntil())) {
      crm.disturbed();
    }
    baton.sleep(Duration.ofMillis(chance.nextInt(20, 400)));
    var quiet = Duration.between(baton.instant(), crm.quietUntil());
    if (quiet.isPositive()) {
      throw new CrmFailure.Transient(FailureCause.RATE_LIMITED, "Still too many.", quiet);
    }
    if (crm.isRevoked()) {
      throw new CrmFailure.Persistent(FailureCause.CREDENTIALS_REFUSED, "The key was refused.");
    }
    if (chance.nextDouble() < faults.get().errors()) {
      throw new CrmFailure.Transient(FailureCause.UNAVAILABLE, "The CRM answered 503.");
    }
    if (chance.nextDouble() < faults.get().timeOutsBefore()) {
      baton.sleep(TIME_OUT);
      throw new CrmFailure.Transient(FailureCause.TIMED_OUT, "The CRM took too long.");
    }
    if (chance.nextDouble() < faults.get().rateLimits()) {
      throw chance.nextBoolean()
          ? waiting(FailureCause.RATE_LIMITED, "Too many requests.", A_MOMENT)
          : new CrmFailure.Transient(FailureCause.RATE_LIMITED, "Too many requests.");
    }
    if (chance.nextDouble() < faults.get().quotaEnds()) {
      throw waiting(FailureCause.QUOTA_EXHAUSTED, "That was all for today.", UNTIL_MIDNIGHT);
    }
  }

  /// What a person was told who connects just then, lanes learn from the budget of calls, which is
  /// not simulated.
  private CrmFailure waiting(FailureCause why, String words, Duration wait) {
    if (baton.node().isPresent()) {
      crm.wantsQuiet(wait);
    }
    return new CrmFailure.Transient(why, words, wait);
  }

  private void answerMayBeLost() {
    if (chance.nextDouble() < faults.get().timeOutsAfter()) {
      baton.sleep(TIME_OUT);
      throw new CrmFailure.Ambiguous(FailureCause.TIMED_OUT, "No answer to a write.");
    }
  }

  /// Pages by key: what comes after the last one handed out, in the order of creation or of change.
  private final class Pages implements ContactPages {

    private final Reading reading;
    private List<ExternalId> wanted;
    private SyncCursor position;
    private Optional<ContactPage> ahead = Optional.empty();
    private boolean isOver;

    Pages(Reading reading, List<ExternalId> wanted) {
      this.reading = reading;
      this.wanted = wanted;
      this.position =
          switch (reading) {
            case Reading.Everything(var from) -> from;
            case Reading.Changes(_, var from) -> from;
            case Reading.Only _ -> SyncCursor.START;
          };
    }

    /// Half of the CRMs are asked for a page ahead, which is old when its turn comes.
    @Override
    public Optional<ContactPage> next() {
      if (!crm.model().isReadAhead() || reading instanceof Reading.Only) {
        return fetched();
      }
      var page = ahead.isPresent() ? ahead : fetched();
      ahead = Optional.empty();
      if (page.isPresent()) {
        fetchAhead();
      }
      return page;
    }

    /// Where that fails, the page is asked for when its turn comes.
    private void fetchAhead() {
      if (!isOver && chance.nextInt(4) > 0) {
        baton.sleep(Duration.ofMillis(chance.nextInt(20, 400)));
        ahead = answer();
      }
    }

    private Optional<ContactPage> fetched() {
      if (isOver) {
        return Optional.empty();
      }
      call();
      if (chance.nextDouble() < faults.get().pagesCutShort()) {
        throw new CrmFailure.Transient(FailureCause.MALFORMED_ANSWER, "The page was cut short.");
      }
      var answer = answer();
      if (chance.nextDouble() < faults.get().freezes()) {
        baton.sleep(Simulation.FREEZE);
      }
      return answer;
    }

    private Optional<ContactPage> answer() {
      return switch (reading) {
        case Reading.Only _ -> named();
        case Reading.Everything _ -> after(crm.byCreation(), this::creationKey);
        case Reading.Changes(var since, _) -> after(crm.changedSince(since), this::changeKey);
      };
    }

    private Optional<ContactPage> named() {
      var found = wanted.stream().map(crm::find).flatMap(Optional::stream).toList();
      wanted = List.of();
      isOver = true;
      return found.isEmpty() ? Optional.empty() : Optional.of(page(found, position));
    }

    private Optional<ContactPage> after(List<CrmContact> all, Function<CrmContact, String> key) {
      var page =
          all.stream()
              .filter(contact -> key.apply(contact).compareTo(position.value()) > 0)
              .limit(chance.nextDouble() < faults.get().pagesCutShort() ? 1 : PAGE)
              .toList();
      if (page.isEmpty()) {
        isOver = true;
        return Optional.empty();
      }
      position = new SyncCursor(key.apply(page.getLast()));
      return Optional.of(page(page, position));
    }

    private ContactPage page(List<CrmContact> contacts, SyncCursor next) {
      return new ContactPage(
          contacts,
          List.of(),
          next,
          OptionalLong.of(crm.ids().size()),
          crm.date(),
          Duration.between(baton.instant(), crm.date()));
    }

    private String creationKey(CrmContact contact) {
      return key(crm.createdAt(contact.id()).toEpochMilli(), contact);
    }

    private String changeKey(CrmContact contact) {
      return key(contact.modifiedAt().toEpochMilli(), contact);
    }

    private static String key(long millis, CrmContact contact) {
      return "%015d %s".formatted(millis, contact.id().value());
    }

    @Override
    public void close() {
      isOver = true;
    }
  }
}
