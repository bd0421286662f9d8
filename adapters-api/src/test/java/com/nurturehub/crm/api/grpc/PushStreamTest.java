package com.nurturehub.crm.api.grpc;

import static com.nurturehub.crm.api.Acme.ada;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.ContactServiceGrpc;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.PushContactsRequest;
import com.nurturehub.crm.v1.PushContactsResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushStreamTest {

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.local();
    server.hub().contacts.add(Acme.adaFound());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void every_request_of_a_burst_is_answered_in_its_order() {
    var answers = pushed(IntStream.range(0, 5_000).mapToObj(i -> push("r-" + i)).toList());

    assertThat(answers)
        .extracting(PushContactsResponse::getRequestId)
        .isEqualTo(IntStream.range(0, 5_000).mapToObj(i -> "r-" + i).toList());
    assertThat(answers).allMatch(PushContactsResponse::hasDone);
  }

  @Test
  void a_caller_who_takes_their_time_to_say_that_there_is_no_more_is_not_cut_off() {
    for (var round = 0; round < 100; round++) {
      var answered = new CountDownLatch(1);
      var stream = new Answers(answered);
      var to = ContactServiceGrpc.newStub(server.grpc(TestServer.TOKEN)).pushContacts(stream);
      to.onNext(push("r-" + round));
      await(answered);
      to.onCompleted();

      assertThat(stream.all()).hasSize(1);
    }
  }

  @Test
  void a_burst_is_carried_out_many_at_a_time() {
    var gate = new CountDownLatch(1);
    var carryOut = server.hub().change;
    server.hub().change =
        through(
            carryOut,
            () -> {
              if (gate.getCount() > 0) {
                await(gate);
              }
            });
    var stream = new Answers();
    var to = ContactServiceGrpc.newStub(server.grpc(TestServer.TOKEN)).pushContacts(stream);
    to.onNext(push("r-0"));
    IntStream.range(1, 150).forEach(i -> to.onNext(push("r-" + i)));
    gate.countDown();
    to.onCompleted();

    assertThat(stream.all()).hasSize(150);
    assertThat(server.hub().told.stream().filter(told -> told.startsWith("change")))
        .hasSizeLessThan(150);
  }

  @Test
  void one_that_cannot_be_is_answered_so_and_the_others_are_carried_out() {
    var answers =
        pushed(
            List.of(
                push("r-1"),
                PushContactsRequest.newBuilder()
                    .setPush(
                        push("r-2").getPush().toBuilder()
                            .setDetails(ContactDetails.newBuilder().addEmails("nobody")))
                    .build(),
                PushContactsRequest.newBuilder()
                    .setPush(push("r-3").getPush().toBuilder().setAgency("other"))
                    .build(),
                PushContactsRequest.newBuilder()
                    .setPush(push("r-4").getPush().toBuilder().setWaitUntilDelivered(true))
                    .build(),
                push("r-5")));

    assertThat(answers.get(0).hasDone()).isTrue();
    assertThat(Refusal.of(answers.get(1).getFailed()).fields())
        .containsExactly("details.emails[0]");
    assertThat(Refusal.of(answers.get(2).getFailed()).reason()).isEqualTo("AGENCY_NOT_PERMITTED");
    assertThat(Refusal.of(answers.get(3).getFailed()).fields())
        .containsExactly("wait_until_delivered");
    assertThat(answers.get(4).hasDone()).isTrue();
  }

  @Test
  void one_the_use_case_refuses_takes_no_other_with_it() {
    var carryOut = server.hub().change;
    server.hub().change =
        new ChangeContact() {
          @Override
          public Outcome change(AgencyId agency, Edit edit) {
            return change(agency, List.of(edit)).getFirst();
          }

          @Override
          public List<Outcome> change(AgencyId agency, List<Edit> edits) {
            if (edits.stream().anyMatch(edit -> edit.requestId().equals("r-2"))) {
              throw new InvalidRequest("occurred_at", "lies in the future");
            }
            return carryOut.change(agency, edits);
          }
        };

    var answers = pushed(List.of(push("r-1"), push("r-2"), push("r-3")));

    assertThat(answers)
        .extracting(PushContactsResponse::hasDone)
        .containsExactly(true, false, true);
    assertThat(Refusal.of(answers.get(1).getFailed()).fields()).containsExactly("occurred_at");
  }

  private List<PushContactsResponse> pushed(List<PushContactsRequest> requests) {
    var answers = new Answers();
    var to = ContactServiceGrpc.newStub(server.grpc(TestServer.TOKEN)).pushContacts(answers);
    requests.forEach(to::onNext);
    to.onCompleted();
    return answers.all();
  }

  private static PushContactsRequest push(String requestId) {
    return PushContactsRequest.newBuilder()
        .setPush(
            PushContactRequest.newBuilder()
                .setAgency("acme")
                .setRequestId(requestId)
                .setContactId(ada().id().toString()))
        .build();
  }

  private static ChangeContact through(ChangeContact carryOut, Runnable before) {
    return new ChangeContact() {
      @Override
      public Outcome change(AgencyId agency, Edit edit) {
        before.run();
        return carryOut.change(agency, edit);
      }

      @Override
      public List<Outcome> change(AgencyId agency, List<Edit> edits) {
        before.run();
        return carryOut.change(agency, edits);
      }
    };
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Answers implements StreamObserver<PushContactsResponse> {

    private final List<PushContactsResponse> received = new ArrayList<>();
    private final CompletableFuture<List<PushContactsResponse>> all = new CompletableFuture<>();
    private final CountDownLatch answered;

    Answers() {
      this(new CountDownLatch(0));
    }

    Answers(CountDownLatch answered) {
      this.answered = answered;
    }

    List<PushContactsResponse> all() {
      return all.join();
    }

    @Override
    public void onNext(PushContactsResponse answer) {
      received.add(answer);
      answered.countDown();
    }

    @Override
    public void onError(Throwable failure) {
      all.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      all.complete(received);
    }
  }
}
