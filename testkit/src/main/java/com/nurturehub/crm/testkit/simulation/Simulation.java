package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.application.contact.RestoreVersion;
import com.nurturehub.crm.application.integration.ChangeSettings;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.sync.Bounds;
import com.nurturehub.crm.application.sync.DecideApproval;
import com.nurturehub.crm.application.sync.LaneWork;
import com.nurturehub.crm.application.sync.RequestSync;
import com.nurturehub.crm.application.sync.Retry;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.testkit.memory.CountedIds;
import com.nurturehub.crm.testkit.memory.Hook;
import com.nurturehub.crm.testkit.memory.InMemoryDatabase;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import com.nurturehub.crm.testkit.memory.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// One run: two nodes, three agencies with one or two CRMs each, people on all sides, faults, and
/// peace at the end.
final class Simulation {

  static final List<AgencyId> AGENCIES =
      List.of(new AgencyId("acme"), new AgencyId("bolt"), new AgencyId("cole"));

  private static final Duration BUSY = Duration.ofHours(3);
  private static final Duration PEACE = Duration.ofHours(1);
  private static final Duration TICK = Duration.ofSeconds(3);

  /// In peace nothing is urgent, and looking costs time.
  private static final Duration TICK_IN_PEACE = Duration.ofSeconds(15);

  /// Longer than a lease: somebody else has the lane when this is over.
  static final Duration FREEZE = Duration.ofSeconds(150);

  private static final Duration A_WHILE = Duration.ofMinutes(5);

  private static final int EDITS = 210;

  /// Many more than all edits and scores of a run call for.
  private static final int WRITES_MAX = 10 * EDITS;

  private final long seed;
  private final boolean looksForGone;
  private final Planting planting;
  private final Bounds bounds;
  private final SplittableRandom chance;
  private final Baton baton;
  private final List<Node> nodes = List.of(new Node(), new Node());
  private final Truth truth = new Truth();
  private final Map<String, SimCrm> accounts = new LinkedHashMap<>();
  private final InMemoryStorage storage;
  private final LaneCommits commits;
  private final UseCases useCases;
  private Faults faults;
  private boolean isBusy = true;

  /// What the people of a run call.
  record UseCases(
      Stores stores,
      World world,
      ChangeContact change,
      EraseContact erase,
      RestoreVersion restore,
      ConnectCrm connect,
      ChangeSettings settings,
      RequestSync sync,
      Retry retry,
      DecideApproval decide) {}

  private Simulation(long seed, Optional<PlantedBug> bug) {
    this.seed = seed;
    this.chance = new SplittableRandom(seed);
    this.looksForGone = chance.nextBoolean();
    this.bounds = bounds(looksForGone);
    this.baton = new Baton(chance.split(), start(chance));
    this.faults = Faults.drawn(chance);
    this.planting = new Planting(bug, accounts, baton);
    var database = new InMemoryDatabase(turns(), this::hook);
    this.storage = InMemoryStorage.over(database, new CountedIds(), baton, hook());
    this.commits = new LaneCommits(planting.in(storage.transactions()));
    this.useCases = wire();
  }

  static Report run(long seed) {
    return new Simulation(seed, Optional.empty()).run();
  }

  static Report run(long seed, PlantedBug bug) {
    return new Simulation(seed, Optional.of(bug)).run();
  }

  /// In some runs everything is read again soon, in others changes are all there is to go by.
  private static Bounds bounds(boolean looksForGone) {
    return new Bounds(
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        3,
        20,
        looksForGone ? Duration.ofMinutes(50) : Duration.ofDays(30));
  }

  /// Some runs cross a night in which the clocks change.
  private static Instant start(SplittableRandom chance) {
    return switch (chance.nextInt(3)) {
      case 0 -> Instant.parse("2026-03-28T20:00:00Z");
      case 1 -> Instant.parse("2026-10-24T20:00:00Z");
      default -> Instant.parse("2026-06-01T08:00:00Z");
    };
  }

  /// Somebody else's transaction ends only when it has had its turn.
  private Turns turns() {
    return (_, free) -> {
      while (!free.getAsBoolean()) {
        baton.sleep(Duration.ofMillis(5));
      }
    };
  }

  private Hook hook() {
    return this::hook;
  }

  /// Everything a use case does at a port is a place where another may run first, and where the
  /// process may die. What is only told of the work changes nothing of it.
  private void hook(String place) {
    if (!baton.isActor() || place.startsWith("SyncLog.")) {
      return;
    }
    if (place.equals("commit after")) {
      commits.committed();
    }
    if (isBusy && chance.nextDouble() < faults.crashes()) {
      baton
          .node()
          .ifPresent(node -> {
            node.crash(baton.instant().plusSeconds(chance.nextInt(1, 300)));
            throw new Crash(place);
          });
    }
    if (isBusy && place.equals("commit after") && chance.nextDouble() < faults.freezes()) {
      baton.node().ifPresent(_ -> baton.sleep(FREEZE));
    } else if (chance.nextInt(40) == 0) {
      baton.letOthersRun();
    }
  }

  private UseCases wire() {
    var real = storage.stores();
    var recorded = recording(real);
    var stores = planting.in(recorded);
    var world = new World(commits, storage.ids(), baton, chance.split());
    CrmConnectors crms = planting.in(new SimCrms(accounts, () -> faults, baton, chance.split()));
    var lanes = storage.lanes();
    var ledger = storage.ledger();
    nodes.forEach(node ->
        node.works(
            LaneWork.using(stores, world, crms, lanes, ledger, _ -> Optional.empty(), bounds)));
    return new UseCases(
        stores,
        world,
        ChangeContact.using(stores, world, crms, lanes),
        EraseContact.using(stores, world),
        RestoreVersion.using(stores, world, crms, lanes),
        ConnectCrm.using(stores, world, crms, lanes),
        ChangeSettings.using(stores, world, lanes),
        RequestSync.using(stores, world, lanes),
        Retry.using(stores, world, lanes),
        DecideApproval.using(stores, world, lanes));
  }

  /// Every version counts as seen once it is written; what is rolled back was typed by somebody all
  /// the same, and is written again or refused.
  private Stores recording(Stores real) {
    var contacts =
        new RecordingContacts(
            real.contacts(), contact -> truth.keeps(contact.details(), baton.instant()));
    return new Stores(
        contacts,
        real.links(),
        real.connections(),
        real.vault(),
        real.runs(),
        real.quarantine(),
        real.outbox(),
        real.handChanges(),
        real.audit(),
        real.alerts(),
        real.approvals(),
        real.previews(),
        real.duplicates(),
        real.requests(),
        real.tombstones(),
        real.inbox(),
        real.subscriptions(),
        real.log());
  }

  private Report run() {
    var everyWriteIsSeen = faults.everyWriteIsSeen();
    var nobodyFalters = faults.nobodyFalters();
    var people = new People(useCases, truth, accounts, baton, chance.split(), faults);
    try {
      baton.start(Optional.empty(), baton.instant(), people::settleIn);
      baton.start(Optional.empty(), baton.instant(), this::engine);
      baton.runUntil(baton.instant().plusSeconds(300));
      people.liveFor(BUSY, EDITS);
      pass(BUSY);
      makePeace(people);
      pass(PEACE);
      var writes = writes();
      pass(PEACE);
      var invariants =
          new Invariants(
              useCases, truth, accounts, storage.transactions(), looksForGone, everyWriteIsSeen);
      invariants.noEcho(writes(), WRITES_MAX);
      invariants.oneWriter(commits);
      if (nobodyFalters) {
        invariants.leftInPeace();
      }
      var violations = invariants.violations(writes, writes());
      return new Report(
          seed,
          truth.edits().size() + truth.words().size(),
          nodes.stream().mapToInt(Node::crashes).sum(),
          writes,
          people.hours(),
          violations);
    } finally {
      baton.end();
    }
  }

  /// Ends early where a write only calls for another.
  private void pass(Duration time) {
    var end = baton.instant().plus(time);
    while (baton.instant().isBefore(end) && writes() < WRITES_MAX) {
      var next = baton.instant().plus(A_WHILE);
      baton.runUntil(next.isBefore(end) ? next : end);
    }
  }

  private void makePeace(People people) {
    isBusy = false;
    faults = Faults.none(faults);
    nodes.forEach(node -> node.comeUpIfTime(Instant.MAX));
    accounts.values().forEach(crm -> crm.revoke(false));
    people.helpOut();
  }

  private int writes() {
    return accounts.values().stream().mapToInt(SimCrm::writes).sum();
  }

  /// Starts whatever lane is due, on any node that is up.
  private void engine() {
    while (baton.isActor()) {
      var due = storage.ledger().overdue(baton.instant(), 50);
      for (var node : nodes) {
        node.comeUpIfTime(baton.instant());
        if (node.isUp() && chance.nextInt(3) > 0) {
          start(due, node);
        }
      }
      baton.sleep(isBusy ? TICK : TICK_IN_PEACE);
    }
  }

  private void start(List<ConnectionId> due, Node node) {
    for (var connection : due) {
      if (node.begins(connection)) {
        baton.start(Optional.of(node), baton.instant(), () -> work(node, connection));
      }
    }
  }

  private void work(Node node, ConnectionId connection) {
    try {
      node.work().work(connection);
    } finally {
      node.ends(connection);
    }
  }
}
