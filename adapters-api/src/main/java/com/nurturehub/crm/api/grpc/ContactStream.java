package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.feed.Positions;
import com.nurturehub.crm.api.feed.WatchContacts;
import com.nurturehub.crm.api.grpc.Failure.Reason;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.contact.ContactFeed.Entry;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.application.contact.ContactFeed.Reading;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.v1.WatchContactsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One stream of changes. Nothing is sent before the caller is ready to take it.
final class ContactStream implements WatchContacts.Reader {

  /// A caller who takes nothing for so long is hung up on.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final AgencyId agency;
  private final WatchContacts watch;
  private final ServerCallStreamObserver<WatchContactsResponse> to;
  private final Streams.Place place;
  private final Semaphore ready = new Semaphore(0);

  ContactStream(
      AgencyId agency,
      WatchContacts watch,
      ServerCallStreamObserver<WatchContactsResponse> to,
      Streams.Place place) {
    this.agency = agency;
    this.watch = watch;
    this.to = to;
    this.place = place;
  }

  /// Not on the call's own thread: it has to stay free to hear that the caller hung up.
  void begin(Optional<Position> from) {
    var watching = Thread.ofVirtual().name("watch-contacts").unstarted(() -> tellAll(from));
    to.setOnReadyHandler(ready::release);
    to.setOnCancelHandler(watching::interrupt);
    watching.start();
  }

  private void tellAll(Optional<Position> from) {
    try (place) {
      watch.watch(agency, from, this);
      to.onCompleted();
    } catch (InterruptedException hungUp) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      to.onError(GrpcStatuses.thrown(e));
    }
  }

  @Override
  public void tell(List<Entry> entries, Position position) throws InterruptedException {
    if (entries.isEmpty()) {
      send(message(position));
    }
    for (var entry : entries) {
      send(message(entry.position()).setChange(ContactMessages.event(entry.change())));
    }
  }

  @Override
  public boolean missed(Reading because) {
    throw switch (because) {
      case Reading.Forgotten _ ->
          new Failure(
              Reason.POSITION_EXPIRED,
              "position",
              "Changes after this position are no longer kept; begin anew.");
      case Reading.Unknown _, Reading.Next _ ->
          new InvalidRequest("position", "lies beyond the end of this agency's feed");
    };
  }

  private WatchContactsResponse.Builder message(Position position) {
    return WatchContactsResponse.newBuilder().setPosition(Positions.write(agency, position));
  }

  private void send(WatchContactsResponse.Builder message) throws InterruptedException {
    while (!to.isReady()) {
      if (!ready.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Failure(
            Reason.READER_TOO_SLOW,
            "Nothing was taken for too long; go on from the last position.");
      }
      ready.drainPermits();
    }
    to.onNext(message.build());
  }
}
