package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.contact.ChangeContact.Outcome;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.PushContactsRequest;
import com.nurturehub.crm.v1.PushContactsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/// One stream of pushes. Whatever has arrived while the last batch was carried out makes the next
/// one, so that a burst costs few transactions and a single push waits for nobody. The caller is
/// asked for more only as answers are taken, so that neither side can flood the other.
final class PushStream implements StreamObserver<PushContactsRequest> {

  private static final int BATCH_MAX = 200;

  private final Identity caller;
  private final Pushes pushes;
  private final ServerCallStreamObserver<PushContactsResponse> to;
  private final Streams.Place place;
  private final BlockingQueue<Optional<PushContactRequest>> arrived = new LinkedBlockingQueue<>();
  private final Semaphore ready = new Semaphore(0);
  private final Thread worker = Thread.ofVirtual().name("push-contacts").unstarted(this::answerAll);

  PushStream(
      Identity caller,
      Pushes pushes,
      ServerCallStreamObserver<PushContactsResponse> to,
      Streams.Place place) {
    this.caller = caller;
    this.pushes = pushes;
    this.to = to;
    this.place = place;
  }

  PushStream begin() {
    to.disableAutoRequest();
    to.setOnReadyHandler(ready::release);
    to.setOnCancelHandler(worker::interrupt);
    to.request(BATCH_MAX);
    worker.start();
    return this;
  }

  @Override
  public void onNext(PushContactsRequest request) {
    arrived.add(Optional.of(request.getPush()));
  }

  @Override
  public void onCompleted() {
    arrived.add(Optional.empty());
  }

  @Override
  public void onError(Throwable hungUp) {
    worker.interrupt();
  }

  private void answerAll() {
    try (place) {
      while (answerBatch()) {
        // Until the caller says that there is no more.
      }
      to.onCompleted();
    } catch (InterruptedException hungUp) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      to.onError(GrpcStatuses.thrown(e));
    }
  }

  /// False when the caller has said that there is no more.
  private boolean answerBatch() throws InterruptedException {
    var batch = new ArrayList<Optional<PushContactRequest>>(BATCH_MAX);
    batch.add(arrived.take());
    arrived.drainTo(batch, BATCH_MAX - 1);
    var requests = batch.stream().flatMap(Optional::stream).toList();
    for (var answer : answers(requests)) {
      waitForReader();
      to.onNext(answer);
    }
    if (!requests.isEmpty()) {
      to.request(requests.size());
    }
    return requests.size() == batch.size();
  }

  private void waitForReader() throws InterruptedException {
    while (!to.isReady()) {
      ready.acquire();
      ready.drainPermits();
    }
  }

  /// In the order of the requests.
  private List<PushContactsResponse> answers(List<PushContactRequest> requests) {
    var answers = new PushContactsResponse[requests.size()];
    var asked = new LinkedHashMap<AgencyId, List<Asked>>();
    for (var i = 0; i < answers.length; i++) {
      var request = requests.get(i);
      try {
        var agency = caller.actingFor(request.getAgency(), Scope.PUSH);
        asked.computeIfAbsent(agency, _ -> new ArrayList<>()).add(asked(i, request));
      } catch (RuntimeException refused) {
        answers[i] = failed(request.getRequestId(), refused);
      }
    }
    asked.forEach((agency, edits) -> carryOut(agency, edits, answers));
    return List.of(answers);
  }

  private static Asked asked(int place, PushContactRequest request) {
    if (request.getWaitUntilDelivered()) {
      throw new InvalidRequest("wait_until_delivered", "is not allowed in a stream");
    }
    return new Asked(place, Edits.edit(request));
  }

  private void carryOut(AgencyId agency, List<Asked> asked, PushContactsResponse[] answers) {
    try {
      var outcomes = pushes.change(agency, asked.stream().map(Asked::edit).toList());
      for (var i = 0; i < asked.size(); i++) {
        answers[asked.get(i).place()] = answer(agency, asked.get(i), outcomes.get(i));
      }
    } catch (RuntimeException failure) {
      if (failure instanceof InvalidRequest && asked.size() > 1) {
        // One of them cannot be, and the others shall not suffer for it.
        asked.forEach(one -> carryOut(agency, List.of(one), answers));
        return;
      }
      asked.forEach(one -> answers[one.place()] = failed(one.edit().requestId(), failure));
    }
  }

  private PushContactsResponse answer(AgencyId agency, Asked asked, Outcome outcome) {
    var requestId = asked.edit().requestId();
    try {
      var done = pushes.answer(agency, outcome);
      return PushContactsResponse.newBuilder().setRequestId(requestId).setDone(done).build();
    } catch (Failure failure) {
      return failed(requestId, failure);
    }
  }

  private static PushContactsResponse failed(String requestId, Throwable failure) {
    return PushContactsResponse.newBuilder()
        .setRequestId(requestId)
        .setFailed(GrpcStatuses.of(failure))
        .build();
  }

  private record Asked(int place, Edit edit) {}
}
