package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.progress.Streams;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/// A subscription to which nothing is told before it is asked for.
final class Paced<T> {

  private final FluxSink<T> sink;
  private final Semaphore asked = new Semaphore(0);

  private Paced(FluxSink<T> sink) {
    this.sink = sink;
  }

  /// Tells until it is done, or the reader hangs up.
  @FunctionalInterface
  interface Telling<T> {
    void tellAll(Paced<T> to) throws InterruptedException;
  }

  static <T> Flux<T> flux(Streams streams, String caller, String name, Telling<T> telling) {
    return Flux.create(sink -> {
      var place = streams.take(caller);
      if (place.isEmpty()) {
        sink.error(new TooManyStreams());
        return;
      }
      new Paced<>(sink).begin(place.get(), name, telling);
    });
  }

  private void begin(Streams.Place place, String name, Telling<T> telling) {
    var watching =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              try (place) {
                telling.tellAll(this);
                sink.complete();
              } catch (InterruptedException hungUp) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                sink.error(e);
              }
            });
    sink.onDispose(watching::interrupt);
    sink.onRequest(_ -> asked.release());
    watching.start();
  }

  void awaitDemand() throws InterruptedException {
    while (sink.requestedFromDownstream() == 0) {
      asked.acquire();
      asked.drainPermits();
    }
  }

  void tell(T message) throws InterruptedException {
    awaitDemand();
    sink.next(message);
  }
}
