package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.connection.Providers;
import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.api.progress.WatchSync;
import com.nurturehub.crm.application.sync.RequestSync;
import com.nurturehub.crm.application.sync.ReviewSyncRuns;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncRun;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/// Runs: asking for one, following one, and what the earlier ones did.
@Controller
public class SyncFetchers {

  private final RequestSync sync;
  private final ReviewSyncRuns runs;
  private final WatchSync watch;
  private final Streams streams;
  private final Providers providers;

  public SyncFetchers(
      RequestSync sync,
      ReviewSyncRuns runs,
      WatchSync watch,
      Streams streams,
      Providers providers) {
    this.sync = sync;
    this.runs = runs;
    this.watch = watch;
    this.streams = streams;
    this.providers = providers;
  }

  record SyncRequested(CrmProvider provider) {}

  record SyncInProgress(RunNode run) {}

  @QueryMapping
  Page<RunNode> syncRuns(
      @Argument @Nullable CrmProvider provider,
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.READ);
    var window = Window.of(first, after);
    var slice = runs.list(agency, Optional.ofNullable(provider), window.request());
    var known = providers.of(agency, slice.items().stream().map(SyncRun::connection).toList());
    return window.page(
        slice, run -> RunNode.of(run, Optional.ofNullable(known.get(run.connection()))));
  }

  @MutationMapping
  Object sync(@Argument CrmProvider provider, @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.SYNC);
    return switch (sync.request(agency, provider, Pass.CHANGES, caller.actor())) {
      case RequestSync.Outcome.Requested _ -> new SyncRequested(provider);
      case RequestSync.Outcome.InProgress(var run) ->
          new SyncInProgress(RunNode.of(run, Optional.of(provider)));
      case RequestSync.Outcome.NotConnected _ -> new Problem.NotConnected(provider);
    };
  }

  @SubscriptionMapping
  Flux<ProgressNode> syncProgress(
      @Argument CrmProvider provider, @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.READ);
    return Flux.create(
        reader -> {
          var place = streams.take(caller.actor());
          if (place.isEmpty()) {
            reader.error(new TooManyStreams());
            return;
          }
          follow(agency, provider, reader, place.get());
        },
        // Of what a slow reader has not taken yet only the latest is kept, which may be the end.
        OverflowStrategy.LATEST);
  }

  private void follow(
      AgencyId agency, CrmProvider provider, FluxSink<ProgressNode> reader, Streams.Place place) {
    var watching =
        Thread.ofVirtual()
            .name("sync-progress")
            .unstarted(() -> {
              try (place) {
                watch.watch(agency, provider, progress -> reader.next(ProgressNode.of(progress)));
                reader.complete();
              } catch (InterruptedException hungUp) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                reader.error(e);
              }
            });
    reader.onDispose(watching::interrupt);
    watching.start();
  }
}
