package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.SyncRuns;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.domain.sync.Watermark;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Runs, watermarks, and what full passes have come across.
public final class InMemorySyncRuns implements SyncRuns {

  /// External ids a pass has come across.
  private record Seen(Set<ExternalId> ids) {

    Seen {
      ids = Set.copyOf(ids);
    }
  }

  private final Rows<SyncRun> runs;

  /// The run in progress of each connection, of which there is one at most.
  private final Rows<SyncRunId> running;

  private final Rows<Watermark> watermarks;
  private final Rows<Seen> seen;
  private final Rows<ContactLink> links;

  public InMemorySyncRuns(InMemoryDatabase database) {
    this.runs = Rows.ofAgency(database, "sync_run", SyncRun.class);
    this.running = Rows.ofAgency(database, "sync_run_in_progress", SyncRunId.class);
    this.watermarks = Rows.ofAgency(database, "watermark", Watermark.class);
    this.seen = Rows.ofAgency(database, "sync_seen", Seen.class);
    this.links = InMemoryContactLinks.rows(database);
  }

  @Override
  public Optional<SyncRun.Running> running(ConnectionId connection) {
    return running
        .find(connection.toString())
        .flatMap(this::find)
        .flatMap(run -> run instanceof SyncRun.Running r ? Optional.of(r) : Optional.empty());
  }

  @Override
  public Optional<SyncRun> latest(ConnectionId connection) {
    return runs.stream()
        .filter(run -> run.connection().equals(connection))
        .min(Comparator.comparing(InMemorySyncRuns::newestFirst));
  }

  @Override
  public Optional<SyncRun> find(SyncRunId id) {
    return runs.find(id.toString());
  }

  @Override
  public void keep(SyncRun run) {
    var connection = run.connection().toString();
    var current = running.lock(connection);
    if (run instanceof SyncRun.Running) {
      if (current.filter(id -> !id.equals(run.id())).isPresent()) {
        throw new IllegalStateException("another run is in progress");
      }
      running.put(connection, run.id());
    } else if (current.filter(run.id()::equals).isPresent()) {
      running.remove(connection);
    }
    runs.put(run.id().toString(), run);
  }

  @Override
  public Slice<SyncRun> list(Collection<ConnectionId> connections, Slice.Request request) {
    var meant = runs.stream().filter(run -> connections.contains(run.connection())).toList();
    return Slices.cut(meant, InMemorySyncRuns::newestFirst, request);
  }

  private static String newestFirst(SyncRun run) {
    return Slices.newestFirst(run.startedAt(), run.id());
  }

  @Override
  public Watermark watermark(ConnectionId connection) {
    return watermarks.find(connection.toString()).orElseGet(() -> Watermark.none(connection));
  }

  @Override
  public void keep(Watermark watermark) {
    watermarks.put(watermark.connection().toString(), watermark);
  }

  @Override
  public void saw(SyncRun.Running run, Collection<ExternalId> ids) {
    var key = run.id().toString();
    var all = new HashSet<>(ids);
    seen.lock(key).ifPresent(before -> all.addAll(before.ids()));
    seen.put(key, new Seen(all));
  }

  @Override
  public long unseen(SyncRun.Running run) {
    return missing(run).count();
  }

  @Override
  public List<ContactLink> unseen(SyncRun.Running run, Optional<ExternalId> after, int most) {
    return missing(run)
        .filter(
            link -> after.map(a -> link.externalId().value().compareTo(a.value()) > 0).orElse(true))
        .sorted(Comparator.comparing(link -> link.externalId().value()))
        .limit(most)
        .toList();
  }

  private Stream<ContactLink> missing(SyncRun.Running run) {
    var come = seen.find(run.id().toString()).map(Seen::ids).orElse(Set.of());
    return links.stream()
        .filter(link -> link.connection().equals(run.connection()))
        .filter(link -> link.presence() != Presence.GONE)
        .filter(link -> !come.contains(link.externalId()));
  }

  @Override
  public void forget(SyncRun.Running run) {
    seen.remove(run.id().toString());
  }
}
