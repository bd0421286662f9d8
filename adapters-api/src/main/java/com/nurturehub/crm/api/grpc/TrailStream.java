package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.application.audit.ExportAuditTrail;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.v1.ExportAuditTrailResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Semaphore;

/// One export on its way. It goes on as its reader takes the lines, so that nothing piles up.
final class TrailStream {

  private final ExportAuditTrail trail;
  private final ServerCallStreamObserver<ExportAuditTrailResponse> to;
  private final Streams.Place place;
  private final Semaphore ready = new Semaphore(0);

  TrailStream(
      ExportAuditTrail trail,
      ServerCallStreamObserver<ExportAuditTrailResponse> to,
      Streams.Place place) {
    this.trail = trail;
    this.to = to;
    this.place = place;
  }

  /// Not on the call's own thread: it has to stay free to hear that the reader took a line, or hung
  /// up.
  void begin(AgencyId agency) {
    var worker = Thread.ofVirtual().name("export-audit-trail").unstarted(() -> export(agency));
    to.setOnReadyHandler(ready::release);
    to.setOnCancelHandler(worker::interrupt);
    worker.start();
  }

  private void export(AgencyId agency) {
    try (place) {
      trail.export(agency, this::tell);
      to.onCompleted();
    } catch (HungUp _) {
      // Nobody is left to be told.
    } catch (RuntimeException e) {
      to.onError(GrpcStatuses.thrown(e));
    }
  }

  private void tell(String line) {
    try {
      while (!to.isReady()) {
        ready.acquire();
        ready.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HungUp(e);
    }
    to.onNext(ExportAuditTrailResponse.newBuilder().setLine(line).build());
  }

  private static final class HungUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HungUp(InterruptedException cause) {
      super(cause);
    }
  }
}
