package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoApi.Asked;
import com.nurturehub.crm.connector.alto.AltoPayloads.Preference;
import com.nurturehub.crm.connector.alto.AltoPayloads.Shown;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Asks for the details and the consent of the households of one page, several at a time. What was
/// answered is kept until the page is complete, so that a page that failed half-way does not cost
/// everything twice.
final class AltoGathering {

  private static final String FAILS = "Alto fails whenever this contact is asked for";
  private static final int WORKERS_USUAL = 8;

  private final AltoApi api;
  private final Sleeper sleeper;
  private final Map<String, Gathered> kept = new ConcurrentHashMap<>();
  private final Map<String, Shown> details = new ConcurrentHashMap<>();

  /// A household with its consent. Without a detail it cannot be read; without preferences it has
  /// vanished meanwhile.
  record Gathered(Shown shown, List<Preference> preferences) {

    Gathered {
      preferences = List.copyOf(preferences);
    }
  }

  AltoGathering(AltoApi api, Sleeper sleeper) {
    this.api = api;
    this.sleeper = sleeper;
  }

  /// By id, in the order of the ids; households that are gone are left out.
  Map<String, Gathered> gather(List<String> ids, Moment listed) {
    var missing = ids.stream().filter(id -> !kept.containsKey(id)).distinct().toList();
    if (api.settings().asking().idsAtOnce() > 1) {
      inParallel(batches(missing), this::askForSeveral);
    }
    inParallel(missing, id -> gather(id, listed).ifPresent(found -> kept.put(id, found)));
    var gathered = new LinkedHashMap<String, Gathered>();
    for (var id : ids) {
      var found = kept.get(id);
      if (found != null) {
        gathered.put(id, found);
      }
    }
    kept.clear();
    details.clear();
    return gathered;
  }

  private void askForSeveral(List<String> ids) {
    for (var shown : api.households(ids)) {
      if (ids.contains(shown.id())) {
        details.put(shown.id(), shown);
      }
    }
  }

  private Optional<Gathered> gather(String id, Moment listed) {
    var shown = Optional.ofNullable(details.get(id)).or(() -> shown(id, listed));
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    details.put(id, shown.get());
    if (shown.get().detail().isEmpty()) {
      return Optional.of(new Gathered(shown.get(), List.of()));
    }
    return api.preferences(id).map(said -> new Gathered(shown.get(), said));
  }

  /// A household that Alto fails to show while it shows others is one that cannot be read.
  private Optional<Shown> shown(String id, Moment listed) {
    var sweeping = api.settings().sweeping();
    for (int again = 1; again <= sweeping.tries(); again++) {
      switch (api.household(id)) {
        case Asked.Answered(var shown) -> {
          return Optional.of(shown);
        }
        case Asked.Unknown() -> {
          return Optional.empty();
        }
        case Asked.Failed _ -> {
          if (again < sweeping.tries()) {
            sleeper.sleep(sweeping.pause());
          }
        }
      }
    }
    return Optional.of(AltoReader.unshown(id, FAILS, new byte[0], listed));
  }

  private List<List<String>> batches(List<String> ids) {
    var size = api.settings().asking().idsAtOnce();
    var batches = new ArrayList<List<String>>();
    for (int from = 0; from < ids.size(); from += size) {
      batches.add(ids.subList(from, Math.min(from + size, ids.size())));
    }
    return batches;
  }

  /// After a failure nothing more is begun; what is under way is let finish, because its answers
  /// are kept.
  private <T> void inParallel(List<T> work, Consumer<T> step) {
    var most = api.settings().pace().atOnce();
    var workers = Math.min(most == 0 ? WORKERS_USUAL : most, work.size());
    if (workers == 0) {
      return;
    }
    var stopped = new AtomicBoolean();
    var factory = Thread.ofVirtual().name("alto-household-", 0).factory();
    try (var pool = Executors.newFixedThreadPool(workers, factory)) {
      var running = new ArrayList<Future<?>>();
      work.forEach(one -> running.add(pool.submit(() -> begin(one, step, stopped))));
      try {
        for (var task : running) {
          task.get();
        }
      } catch (ExecutionException failed) {
        throw unwrapped(failed);
      } catch (InterruptedException _) {
        pool.shutdownNow();
        Thread.currentThread().interrupt();
        throw new CrmFailure.Transient(
            FailureCause.UNAVAILABLE, "The work was stopped while it waited for Alto.");
      }
    }
  }

  private static <T> void begin(T one, Consumer<T> step, AtomicBoolean stopped) {
    if (stopped.get()) {
      return;
    }
    try {
      step.accept(one);
    } catch (RuntimeException failure) {
      stopped.set(true);
      throw failure;
    }
  }

  private static RuntimeException unwrapped(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException failure -> failure;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(failed);
    };
  }
}
