package com.nurturehub.crm.api;

import static com.nurturehub.crm.api.Acme.ACME;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.alert.Alerts;
import com.nurturehub.crm.application.alert.FollowAlerts;
import com.nurturehub.crm.application.alert.ReviewAlerts;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.audit.ExportAuditTrail;
import com.nurturehub.crm.application.audit.ReadAuditTrail;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ContactFeed;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.application.contact.ContactFeed.Reading;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.application.contact.FinishByHand;
import com.nurturehub.crm.application.contact.FollowContacts;
import com.nurturehub.crm.application.contact.MergeContacts;
import com.nurturehub.crm.application.contact.RestoreVersion;
import com.nurturehub.crm.application.contact.SettleDuplicates;
import com.nurturehub.crm.application.event.ReceiveWebhook;
import com.nurturehub.crm.application.integration.BeginConnect;
import com.nurturehub.crm.application.integration.ChangeSettings;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.integration.DisconnectCrm;
import com.nurturehub.crm.application.integration.FinishConnect;
import com.nurturehub.crm.application.integration.GiveWebhookSecret;
import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.application.integration.ReviewBudget;
import com.nurturehub.crm.application.log.ReadSyncLog;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.push.ReviewOutbox;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.DecideApproval;
import com.nurturehub.crm.application.sync.Quarantine;
import com.nurturehub.crm.application.sync.RequestSync;
import com.nurturehub.crm.application.sync.Retry;
import com.nurturehub.crm.application.sync.RetryAll;
import com.nurturehub.crm.application.sync.ReviewApprovals;
import com.nurturehub.crm.application.sync.ReviewQuarantine;
import com.nurturehub.crm.application.sync.ReviewSyncRuns;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import com.nurturehub.crm.domain.alert.AlertId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.CommittedChange;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent;
import com.nurturehub.crm.domain.sync.SyncRun;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// Every use case, each doing what a test says. It knows the agency Acme only; another agency owns
/// nothing. It notes what it was told.
public final class FakeHub {

  public volatile List<ListIntegrations.Integration> integrations = List.of();
  public volatile List<ReviewBudget.Budget> budgets = List.of();
  public volatile ConnectCrm connect = (_, _) -> new ConnectCrm.Outcome.NotOffered();
  public volatile BeginConnect begin = (_, _) -> new BeginConnect.Outcome.NotOffered();
  public volatile FinishConnect finishConnect = (_, _) -> new FinishConnect.Outcome.NotBegun();
  public volatile DisconnectCrm disconnect = (_, _, _) -> new DisconnectCrm.Outcome.NotConnected();
  public volatile ChangeSettings settings = (_, _, _, _) -> Optional.empty();
  public volatile ExportAuditTrail export = (_, _) -> {};
  public volatile GiveWebhookSecret webhookSecret = (_, _, _, _) -> false;
  public volatile ReceiveWebhook receive = _ -> ReceiveWebhook.Receipt.NOT_OFFERED;
  public volatile RequestSync sync = (_, _, _, _) -> new RequestSync.Outcome.NotConnected();
  public volatile Retry retry = (_, _, _) -> Retry.Outcome.NOTHING_TO_RETRY;
  public volatile RetryAll retryAll = (_, _, _, _) -> 0;
  public volatile MergeContacts merge = (_, _, _, _) -> new MergeContacts.Outcome.NoSuchContact();
  public volatile RestoreVersion restore =
      (_, _, _) -> new RestoreVersion.Outcome.NothingToRestore();
  public volatile DecideApproval decide = (_, _, _, _, _) -> Optional.empty();
  public volatile FinishByHand finish = (_, _, _) -> false;
  public volatile ChangeContact change = new Changing();
  public volatile AuditTrail.Proof proof = new AuditTrail.Proof(true, 0, "", Optional.empty());
  public final List<FindContacts.Found> contacts = new CopyOnWriteArrayList<>();
  public final List<SyncRun> runs = new CopyOnWriteArrayList<>();
  public final Queue<SyncRun> current = new ConcurrentLinkedQueue<>();
  public final List<PushIntent> pushes = new CopyOnWriteArrayList<>();
  public final List<HandChanges.Item> byHand = new CopyOnWriteArrayList<>();
  public final List<Quarantine.Entry> quarantined = new CopyOnWriteArrayList<>();
  public final List<Duplicates.Proposal> duplicates = new CopyOnWriteArrayList<>();
  public final List<Approvals.Question> questions = new CopyOnWriteArrayList<>();
  public final FakePreview preview = new FakePreview();
  public final List<Alert> alerts = new CopyOnWriteArrayList<>();
  public final List<Alert> alertChanges = new CopyOnWriteArrayList<>();
  public final List<SyncEvent> events = new CopyOnWriteArrayList<>();
  public final List<SyncLog.Filter> logFilters = new CopyOnWriteArrayList<>();
  public final List<AuditTrail.Entry> entries = new CopyOnWriteArrayList<>();
  public final List<ContactFeed.Entry> feed = new CopyOnWriteArrayList<>();
  public volatile ContactFeed.Position forgotten = ContactFeed.Position.START;
  public final List<String> told = new CopyOnWriteArrayList<>();

  ListIntegrations listIntegrations() {
    return agency -> ACME.equals(agency) ? integrations : List.of();
  }

  ReviewSyncRuns reviewSyncRuns() {
    return new ReviewSyncRuns() {
      @Override
      public Slice<SyncRun> list(
          AgencyId agency, Optional<CrmProvider> provider, Slice.Request request) {
        return slice(agency, runs, request);
      }

      // Each look shows the next state; the last one stays.
      @Override
      public Optional<SyncRun> current(AgencyId agency, CrmProvider provider) {
        var shown = current.peek();
        if (current.size() > 1) {
          current.poll();
        }
        return Optional.ofNullable(shown);
      }
    };
  }

  FindContacts findContacts() {
    return new FindContacts() {
      @Override
      public Map<ContactId, Found> find(AgencyId agency, Collection<ContactId> ids) {
        told.add("find " + ids.size());
        var found = new HashMap<ContactId, Found>();
        contacts.stream()
            .filter(_ -> ACME.equals(agency))
            .filter(contact -> ids.contains(contact.contact().id()))
            .forEach(contact -> found.put(contact.contact().id(), contact));
        return found;
      }

      @Override
      public Slice<Found> list(AgencyId agency, ContactFilter filter, Slice.Request request) {
        told.add("list " + filter);
        return slice(agency, contacts, request);
      }
    };
  }

  /// One commit for each entry.
  FollowContacts followContacts() {
    return new FollowContacts() {
      @Override
      public Reading read(AgencyId agency, Position after, int most) {
        if (after.compareTo(forgotten) < 0) {
          return new Reading.Forgotten();
        }
        return after.commit() > feed.size()
            ? new Reading.Unknown()
            : new Reading.Next(
                feed.stream()
                    .filter(_ -> ACME.equals(agency))
                    .filter(entry -> entry.position().compareTo(after) > 0)
                    .limit(most)
                    .toList());
      }

      @Override
      public Position end(AgencyId agency) {
        return Position.after(feed.size());
      }

      @Override
      public Map<AgencyId, Position> ends(Collection<AgencyId> agencies) {
        return agencies.contains(ACME) ? Map.of(ACME, end(ACME)) : Map.of();
      }
    };
  }

  public void commits(CommittedChange change) {
    feed.add(new ContactFeed.Entry(new Position(feed.size() + 1, feed.size() + 1), change));
  }

  EraseContact eraseContact() {
    return (agency, id, actor) -> {
      told.add("erase %s by %s".formatted(id, actor));
      return ACME.equals(agency) && contacts.removeIf(contact -> contact.contact().id().equals(id));
    };
  }

  ReviewOutbox reviewOutbox() {
    return new ReviewOutbox() {
      @Override
      public Slice<PushIntent> list(
          AgencyId agency,
          Optional<Outbox.State> state,
          Optional<ContactId> contact,
          Slice.Request request) {
        return slice(
            agency,
            pushes.stream()
                .filter(p -> state.isEmpty() || state.get() == stateOf(p))
                .filter(p -> contact.map(p.contact()::equals).orElse(true))
                .toList(),
            request);
      }

      @Override
      public Optional<PushIntent> find(AgencyId agency, PushId id) {
        return pushes.stream().filter(push -> push.id().equals(id)).findFirst();
      }

      @Override
      public Slice<HandChanges.Item> byHand(AgencyId agency, Slice.Request request) {
        return slice(agency, byHand, request);
      }
    };
  }

  private static Outbox.State stateOf(PushIntent push) {
    return switch (push) {
      case PushIntent.Due _ -> Outbox.State.DUE;
      case PushIntent.Delivered _ -> Outbox.State.DELIVERED;
      case PushIntent.SetAside _ -> Outbox.State.SET_ASIDE;
      case PushIntent.Superseded _ -> Outbox.State.SUPERSEDED;
    };
  }

  /// Notes what was asked for.
  ReadSyncLog readSyncLog() {
    return (agency, filter, request) -> {
      logFilters.add(filter);
      return slice(
          agency,
          events.stream().filter(event -> filter.kinds().contains(event.kind())).toList(),
          request);
    };
  }

  ReadAuditTrail readAuditTrail() {
    return new ReadAuditTrail() {
      @Override
      public Slice<AuditTrail.Entry> list(
          AgencyId agency, Optional<ContactId> about, Slice.Request request) {
        return slice(
            agency,
            entries.stream()
                .filter(entry -> about.isEmpty() || entry.entry().about().equals(about))
                .toList(),
            request);
      }

      @Override
      public AuditTrail.Proof verify(AgencyId agency) {
        return proof;
      }
    };
  }

  ReviewAlerts reviewAlerts() {
    return new ReviewAlerts() {
      @Override
      public Slice<Alert> list(AgencyId agency, Optional<Boolean> open, Slice.Request request) {
        return slice(
            agency,
            alerts.stream()
                .filter(alert -> open.isEmpty() || open.get() == alert instanceof Alert.Open)
                .toList(),
            request);
      }

      @Override
      public Optional<Alert> acknowledge(AgencyId agency, AlertId id, String actor) {
        return alerts.stream()
            .filter(alert -> alert.id().equals(id))
            .filter(Alert.Open.class::isInstance)
            .map(alert -> ((Alert.Open) alert).acknowledged(Acme.TEN))
            .findFirst();
      }
    };
  }

  /// One commit for each change.
  FollowAlerts followAlerts() {
    return new FollowAlerts() {
      @Override
      public List<Alerts.Entry> read(AgencyId agency, Alerts.Position after, int most) {
        return IntStream.range(0, ACME.equals(agency) ? alertChanges.size() : 0)
            .mapToObj(i -> new Alerts.Entry(new Alerts.Position(i + 1L, 1), alertChanges.get(i)))
            .filter(entry -> entry.position().compareTo(after) > 0)
            .limit(most)
            .toList();
      }

      @Override
      public Alerts.Position end(AgencyId agency) {
        return new Alerts.Position(ACME.equals(agency) ? alertChanges.size() : 0, Long.MAX_VALUE);
      }
    };
  }

  SettleDuplicates settleDuplicates() {
    return new SettleDuplicates() {
      @Override
      public Slice<Duplicates.Proposal> open(AgencyId agency, Slice.Request request) {
        return slice(agency, duplicates, request);
      }

      @Override
      public boolean keepApart(AgencyId agency, Set<ContactId> people, String actor) {
        return ACME.equals(agency)
            && duplicates.removeIf(proposal -> proposal.contacts().equals(people));
      }
    };
  }

  ReviewQuarantine reviewQuarantine() {
    return (agency, request) -> slice(agency, quarantined, request);
  }

  ReviewApprovals reviewApprovals() {
    return (agency, request) -> slice(agency, questions, request);
  }

  /// The place after an item is its number.
  private static <T> Slice<T> slice(AgencyId agency, List<T> all, Slice.Request request) {
    var owned = ACME.equals(agency) ? all : List.<T>of();
    var from = request.after().map(Integer::parseInt).orElse(0);
    var to = Math.min(owned.size(), from + request.first());
    var next = to < owned.size() ? Optional.of(String.valueOf(to)) : Optional.<String>empty();
    return new Slice<>(owned.subList(from, to), next, owned.size());
  }

  /// Answers every edit of a contact there is with that contact, and notes how many came at once.
  private final class Changing implements ChangeContact {

    @Override
    public Outcome change(AgencyId agency, Edit edit) {
      return change(agency, List.of(edit)).getFirst();
    }

    @Override
    public List<Outcome> change(AgencyId agency, List<Edit> edits) {
      told.add("change " + edits.size());
      return edits.stream().map(edit -> changed(agency, edit)).toList();
    }

    private Outcome changed(AgencyId agency, Edit edit) {
      return contacts.stream()
          .filter(_ -> ACME.equals(agency))
          .filter(contact -> Optional.of(contact.contact().id()).equals(edit.id()))
          .findFirst()
          .<Outcome>map(contact ->
              new Outcome.Changed(
                  contact.contact(),
                  pushes.stream()
                      .filter(PushIntent.Due.class::isInstance)
                      .map(PushIntent.Due.class::cast)
                      .toList(),
                  List.of()))
          .orElseGet(Outcome.NoSuchContact::new);
    }
  }
}
