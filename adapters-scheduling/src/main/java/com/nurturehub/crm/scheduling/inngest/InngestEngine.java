package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.scheduling.Engine;
import com.nurturehub.crm.scheduling.Lookout;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This node as the Inngest server sees it. It registers itself, again until it is heard, and
/// complains when lanes are due and nobody calls.
public final class InngestEngine implements Engine {

  private static final Logger LOG = LoggerFactory.getLogger(InngestEngine.class);

  private static final Duration LOOKS = Duration.ofSeconds(15);

  /// A lane that was due so long ago ought to have been worked, whatever was lost on the way.
  private static final Duration SILENCE_MAX = DueLanes.EVERY.multipliedBy(3);

  /// How long a slice may go on when the node stops.
  private static final Duration LAST_SLICE = Duration.ofSeconds(20);

  private final InngestEndpoint endpoint;
  private final LaneLedger ledger;
  private final Relay relay;
  private final InstantSource clock;
  private final Lookout lookout = new Lookout("inngest-watch", "inngest not ready");
  private boolean isRegistered;

  InngestEngine(
      InngestSettings settings,
      WorkLane work,
      LaneLedger ledger,
      InngestServer server,
      Relay relay,
      InstantSource clock) {
    var lanes =
        Stream.of(CrmProvider.values())
            .<InngestFunction>map(
                crm -> new LaneFunction(crm, settings, work, ledger, server, clock));
    var functions = Stream.concat(Stream.of(new DueLanes(ledger, server, clock)), lanes).toList();
    this.endpoint =
        new InngestEndpoint(
            settings,
            new Registration(settings, List.copyOf(functions)),
            new Signatures(settings.keys().toList(), clock),
            server);
    this.ledger = ledger;
    this.relay = relay;
    this.clock = clock;
  }

  /// What whoever carries HTTP hands requests to.
  public InngestEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public void start() {
    relay.start();
    lookout.looks(LOOKS, this::look);
  }

  @Override
  public void close() {
    lookout.close();
    endpoint.stop(LAST_SLICE);
    relay.close();
  }

  private void look() {
    if (!isRegistered) {
      endpoint.register();
      isRegistered = true;
    }
    complainOfSilence();
  }

  /// A server that lost its memory no longer knows us, so it is told again.
  private void complainOfSilence() {
    if (!ledger.overdue(clock.instant().minus(SILENCE_MAX), 1).isEmpty()) {
      LOG.error("lanes wait and the Inngest server does not call since={}", SILENCE_MAX);
      isRegistered = false;
    }
  }
}
