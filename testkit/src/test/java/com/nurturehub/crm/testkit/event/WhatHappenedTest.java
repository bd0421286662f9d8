package com.nurturehub.crm.testkit.event;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Times.EIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.log.SyncLog.Filter;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import com.nurturehub.crm.domain.log.SyncEvent.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the log says of an agency's day with its CRM.
class WhatHappenedTest {

  private final Told told = new Told();

  @BeforeEach
  void first_sync() {
    told.crm.shows(ada().inCrm(EIGHT));
    told.work();
  }

  private List<SyncEvent> log() {
    return told.in(() -> told.storage.stores().log().list(Filter.NONE, Slice.Request.first(50)))
        .items()
        .reversed();
  }

  private List<SyncEvent> since(List<SyncEvent> before) {
    var all = log();
    return all.subList(before.size(), all.size());
  }

  @Test
  void it_begins_with_who_connected_it_and_what_was_read() {
    var log = log();

    assertThat(log).extracting(SyncEvent::kind).containsExactly(Kind.CONNECT, Kind.PAGE, Kind.SYNC);
    assertThat(log)
        .extracting(SyncEvent::actor)
        .containsExactly(Optional.of("ann"), Optional.empty(), Optional.empty());
    assertThat(log.getLast().result().said()).startsWith("Everything was read. 1 contacts: 1 new,");
    assertThat(log).allMatch(event -> event.result().outcome() == Outcome.DONE);
  }

  @Test
  void a_message_is_told_with_both_ids_and_once_however_often_it_came() {
    var before = log();
    var changed = ada().surnamed("Lovelace").inCrm(told.instant());
    told.crm.shows(changed);

    told.told(changed);
    told.told(changed);
    told.work();

    var person = told.called("Ada").orElseThrow().id();
    assertThat(since(before))
        .extracting(SyncEvent::kind, SyncEvent::subject)
        .containsExactly(
            tuple(Kind.WEBHOOK, Subject.of(told.connection()).with(person).with(changed.id())));
  }

  @Test
  void an_outage_is_told_and_that_it_is_tried_again() {
    var before = log();
    told.crm.refusing =
        Optional.of(new CrmFailure.Transient(FailureCause.UNAVAILABLE, "It is down."));
    told.pass(Duration.ofDays(1));

    told.work();

    assertThat(since(before))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.kind()).isEqualTo(Kind.INTERRUPTION);
          assertThat(event.result())
              .isEqualTo(SyncEvent.Result.triedAgain(FailureCause.UNAVAILABLE, "It is down."));
        });
  }

  @Test
  void a_lost_right_to_work_is_told_as_such() {
    var before = log();
    told.crm.refusing =
        Optional.of(new CrmFailure.Persistent(FailureCause.ACCESS_REVOKED, "Not approved."));
    told.pass(Duration.ofDays(1));

    told.work();

    assertThat(since(before))
        .extracting(SyncEvent::kind, event -> event.result().error())
        .containsExactly(tuple(Kind.AUTHENTICATION, Optional.of(FailureCause.ACCESS_REVOKED)));
  }

  @Test
  void who_could_not_connect_is_told_with_the_reason() {
    var before = log();
    told.disconnect();
    told.crm.refusing =
        Optional.of(new CrmFailure.Persistent(FailureCause.CREDENTIALS_REFUSED, "Unknown key."));

    told.tryToConnect();

    var events = since(before);
    assertThat(events).extracting(SyncEvent::kind).containsExactly(Kind.DISCONNECT, Kind.CONNECT);
    assertThat(events).allMatch(event -> event.actor().equals(Optional.of("ann")));
    assertThat(events.getLast().result())
        .isEqualTo(SyncEvent.Result.failed(FailureCause.CREDENTIALS_REFUSED, "Unknown key."));
  }
}
