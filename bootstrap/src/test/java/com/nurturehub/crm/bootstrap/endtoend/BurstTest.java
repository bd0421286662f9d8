package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.nurturehub.crm.bootstrap.endtoend.Office.Known;
import com.nurturehub.crm.sandbox.journal.Told;
import com.nurturehub.crm.v1.Channel;
import com.nurturehub.crm.v1.ConsentChange;
import com.nurturehub.crm.v1.ConsentStatus;
import com.nurturehub.crm.v1.ContactServiceGrpc;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.PushContactsRequest;
import com.nurturehub.crm.v1.PushContactsResponse;
import com.nurturehub.crm.v1.Signal;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The nightly scoring, and somebody who opts out in the middle of it. `-Dburst.changes=5000` makes
/// more of it.
class BurstTest {

  private static final System.Logger LOG = System.getLogger(BurstTest.class.getName());

  private static final String CUSTOMER = "BST";
  private static final int CONTACTS = 200;
  private static final int CHANGES = Integer.getInteger("burst.changes", 1_000);
  private static final int PER_SECOND_MAX = 20;

  private final TheService service = TheService.running();

  @Test
  void a_burst_of_scores_reaches_the_crm_drawn_together_and_an_opt_out_overtakes_it() {
    var office = service.office("burst");
    assertThat(office.connect(CUSTOMER).path("__typename").asString()).isEqualTo("Connected");
    office.endedRun();
    var people = office.somebody(CONTACTS);
    var willing = whoMayBeMailed(office, people);
    var begin = Instant.now();

    scores(office, people);
    var taken = Duration.between(begin, Instant.now());
    var optOut = office.contacts().pushContact(optOut(office, willing));
    var stillDue = due(office);
    Office.await(() -> due(office), count -> count == 0);
    var delivered = Duration.between(begin, Instant.now());

    assertThat(optOut.getPushesList())
        .singleElement()
        .extracting(Push::getState)
        .isEqualTo(Push.State.STATE_DELIVERED);
    assertThat(stillDue).isGreaterThan(CONTACTS / 2);
    var writes =
        service.sandbox().reapit().journal().writes().stream()
            .filter(told -> told.customer().equals(CUSTOMER))
            .toList();
    assertThat(writes).extracting(Told::status).allMatch(status -> status < 300);
    // Archived people are not told of. On a busy machine a contact's first score may be told before
    // its last has come, which then is told by itself.
    var told = writes.stream().map(Told::path).distinct().count();
    assertThat(told).isBetween(CONTACTS * 3L / 4, (long) CONTACTS);
    assertThat(writes).hasSizeLessThan(CHANGES / 2);
    assertThat(writes.subList(0, writes.size() / 2))
        .as("the first half of what the CRM was told")
        .anyMatch(one -> one.body().contains("communicationPreferenceEmail"));
    assertThat(service.sandbox().reapit().journal().counts().perSecondMax())
        .isLessThanOrEqualTo(PER_SECOND_MAX);
    var budget =
        office.ask("{ rateBudget { provider callsPerDay usedToday leftToday usedByYouToday } }");
    var reapit = budget.at("/rateBudget/0");
    assertThat(reapit.path("provider").asString()).isEqualTo("REAPIT");
    assertThat(reapit.path("usedByYouToday").asInt()).isGreaterThan(CONTACTS);
    assertThat(reapit.path("usedToday").asInt() + reapit.path("leftToday").asInt())
        .isEqualTo(reapit.path("callsPerDay").asInt());
    LOG.log(
        Level.INFO,
        "%d changes of %d contacts taken in %s, delivered in %s with %d writes; %d were due when the opt-out had landed"
            .formatted(CHANGES, CONTACTS, taken, delivered, writes.size(), stillDue));
  }

  private static Known whoMayBeMailed(Office office, List<Known> people) {
    return people.stream()
        .filter(known ->
            office
                .contact(known.id())
                .path("reachableOn")
                .valueStream()
                .anyMatch(channel -> channel.asString().equals("EMAIL")))
        .findFirst()
        .orElseThrow();
  }

  /// How many are told in this burst. A score that comes after its contact's first was told, as on
  /// a busy machine, waits for the next day.
  private static long due(Office office) {
    var tonight = Instant.now().plus(Duration.ofHours(1));
    return office
        .ask("{ outbox(state: DUE, first: 200) { edges { node { nextAttemptAt } } } }")
        .at("/outbox/edges")
        .valueStream()
        .map(edge -> Instant.parse(edge.at("/node/nextAttemptAt").asString()))
        .filter(tonight::isAfter)
        .count();
  }

  private static void scores(Office office, List<Known> people) {
    var answers = new Answers();
    var to = ContactServiceGrpc.newStub(office.contacts().getChannel()).pushContacts(answers);
    for (var i = 0; i < CHANGES; i++) {
      var push = scored(office, people.get(i % people.size()), 10 + i % 60);
      to.onNext(PushContactsRequest.newBuilder().setPush(push).build());
    }
    to.onCompleted();
    assertThat(answers.done.join()).isEqualTo(CHANGES);
  }

  private static PushContactRequest scored(Office office, Known known, int score) {
    return PushContactRequest.newBuilder()
        .setAgency(office.agency())
        .setRequestId(UUID.randomUUID().toString())
        .setContactId(known.id())
        .addSignals(
            Signal.newBuilder()
                .setTime(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()))
                .setScore(Signal.Score.newBuilder().setValue(score)))
        .build();
  }

  private static PushContactRequest optOut(Office office, Known known) {
    return PushContactRequest.newBuilder()
        .setAgency(office.agency())
        .setRequestId(UUID.randomUUID().toString())
        .setContactId(known.id())
        .addConsents(
            ConsentChange.newBuilder()
                .setChannel(Channel.CHANNEL_EMAIL)
                .setStatus(ConsentStatus.CONSENT_STATUS_DENIED))
        .setWaitUntilDelivered(true)
        .build();
  }

  /// Counts what was done; anything else ends it.
  private static final class Answers implements StreamObserver<PushContactsResponse> {

    private final CompletableFuture<Integer> done = new CompletableFuture<>();
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void onNext(PushContactsResponse answer) {
      assertThat(answer.hasDone()).as(answer.toString()).isTrue();
      count.incrementAndGet();
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      done.complete(count.get());
    }
  }
}
