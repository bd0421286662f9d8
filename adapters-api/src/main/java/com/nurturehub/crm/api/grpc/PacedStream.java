package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.grpc.Failure.Reason;
import com.nurturehub.crm.api.progress.Streams;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A stream on which nothing is sent before the caller is ready to take it.
final class PacedStream<T> {

  /// A caller who takes nothing for so long is hung up on.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ServerCallStreamObserver<T> to;
  private final Streams.Place place;
  private final Semaphore ready = new Semaphore(0);

  PacedStream(ServerCallStreamObserver<T> to, Streams.Place place) {
    this.to = to;
    this.place = place;
  }

  /// Sends until it is done, or the caller hangs up.
  @FunctionalInterface
  interface Telling {
    void tellAll() throws InterruptedException;
  }

  /// Not on the call's own thread: it has to stay free to hear that the caller hung up.
  void begin(String name, Telling telling) {
    var watching = Thread.ofVirtual().name(name).unstarted(() -> run(telling));
    to.setOnReadyHandler(ready::release);
    to.setOnCancelHandler(watching::interrupt);
    watching.start();
  }

  private void run(Telling telling) {
    try (place) {
      telling.tellAll();
      to.onCompleted();
    } catch (InterruptedException hungUp) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      to.onError(GrpcStatuses.thrown(e));
    }
  }

  void send(T message) throws InterruptedException {
    while (!to.isReady()) {
      if (!ready.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Failure(
            Reason.READER_TOO_SLOW,
            "Nothing was taken for too long; go on from the last position.");
      }
      ready.drainPermits();
    }
    to.onNext(message);
  }
}
