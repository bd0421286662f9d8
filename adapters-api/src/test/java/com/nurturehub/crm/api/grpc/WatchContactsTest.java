package com.nurturehub.crm.api.grpc;

import static com.nurturehub.crm.api.Acme.NINE;
import static com.nurturehub.crm.api.Acme.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.CommittedChange;
import com.nurturehub.crm.domain.contact.CommittedChange.Before;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.v1.ContactEvent;
import com.nurturehub.crm.v1.ContactServiceGrpc;
import com.nurturehub.crm.v1.WatchContactsRequest;
import com.nurturehub.crm.v1.WatchContactsResponse;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchContactsTest {

  private static final int MANY = 20_000;

  private final Contact ada = Acme.ada();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.local();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_position_is_told_at_once_and_then_each_change_as_it_was_committed() throws Exception {
    server.hub().commits(CommittedChange.created(ada.atVersion(1), NINE));
    try (var stream = watch("")) {
      var first = stream.next();
      assertThat(first.hasChange()).isFalse();
      assertThat(first.getPosition()).isNotEmpty();

      var denied =
          ada.with(ada.consents().with(Channel.SMS, new Consent(ConsentStatus.DENIED, TEN)))
              .atVersion(2);
      server.hub().commits(CommittedChange.replaced(new Before(Set.of(), false), denied, TEN));
      server.hub().commits(CommittedChange.erased(ada.id(), TEN));

      var change = stream.next().getChange();
      assertThat(change.getKind()).isEqualTo(ContactEvent.Kind.KIND_OPTED_OUT);
      assertThat(change.getOptedOutList()).contains(com.nurturehub.crm.v1.Channel.CHANNEL_SMS);
      assertThat(change.getContact()).isEqualTo(ContactMessages.contact(denied));
      assertThat(change.getCommitTime()).isEqualTo(Times.toWire(TEN));
      var erased = stream.next().getChange();
      assertThat(erased.getKind()).isEqualTo(ContactEvent.Kind.KIND_ERASED);
      assertThat(erased.getContactId()).isEqualTo(ada.id().toString());
      assertThat(erased.hasContact()).isFalse();
    }
  }

  @Test
  void going_on_from_a_position_tells_what_came_after_it() throws Exception {
    commit(5);
    var start = positionNow();
    commit(5);
    var positions = new ArrayList<String>();
    try (var stream = watch(start)) {
      for (var i = 0; i < 3; i++) {
        positions.add(stream.next().getPosition());
      }
    }

    try (var stream = watch(positions.getLast())) {
      assertThat(stream.next().getChange().getContact().getVersion()).isEqualTo(9);
      assertThat(stream.next().getChange().getContact().getVersion()).isEqualTo(10);
    }
  }

  @Test
  void a_reader_who_takes_nothing_is_sent_no_more_than_fits_on_the_way_and_then_all_of_it()
      throws Exception {
    var start = positionNow();
    commit(MANY);
    try (var stream = watch(start)) {
      var read = new ArrayList<Long>();
      for (var i = 0; i < MANY; i++) {
        read.add(stream.next().getChange().getContact().getVersion());
      }

      assertThat(read).isEqualTo(IntStream.rangeClosed(1, MANY).mapToObj(Long::valueOf).toList());
    }
  }

  @Test
  void a_position_that_is_kept_no_longer_is_refused_by_name() {
    commit(1);
    var early = positionNow();
    commit(2);
    server.hub().forgotten = Position.after(2);

    var refusal = Refusal.of(() -> next(watch(early)));

    assertThat(refusal.code()).isEqualTo("OUT_OF_RANGE");
    assertThat(refusal.reason()).isEqualTo("POSITION_EXPIRED");
  }

  @Test
  void what_is_no_position_is_refused() {
    assertThat(Refusal.of(() -> next(watch("nonsense"))).code()).isEqualTo("INVALID_ARGUMENT");
  }

  private void commit(int many) {
    IntStream.range(0, many)
        .forEach(_ ->
            server
                .hub()
                .commits(
                    CommittedChange.replaced(
                        new Before(Set.of(), false),
                        ada.atVersion(server.hub().feed.size() + 1),
                        NINE)));
  }

  private String positionNow() {
    return next(watch("")).getPosition();
  }

  private static WatchContactsResponse next(Stream stream) {
    try (stream) {
      return stream.next();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Stream watch(String position) {
    return new Stream(
        ContactServiceGrpc.newBlockingV2Stub(server.grpc(TestServer.TOKEN))
            .watchContacts(
                WatchContactsRequest.newBuilder().setAgency("acme").setPosition(position).build()));
  }

  /// One caller; closing hangs up.
  private record Stream(BlockingClientCall<?, WatchContactsResponse> call)
      implements AutoCloseable {

    WatchContactsResponse next() throws InterruptedException {
      try {
        var read = call.read(60, TimeUnit.SECONDS);
        assertThat(read).as("something to read").isNotNull();
        return read;
      } catch (StatusException e) {
        throw e.getStatus().asRuntimeException(e.getTrailers());
      } catch (TimeoutException e) {
        throw new AssertionError("nothing came", e);
      }
    }

    @Override
    public void close() {
      call.cancel("enough", null);
    }
  }
}
