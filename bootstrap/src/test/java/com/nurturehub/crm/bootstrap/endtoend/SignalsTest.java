package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import com.nurturehub.crm.bootstrap.endtoend.Office.Known;
import com.nurturehub.crm.v1.ContactStatus;
import com.nurturehub.crm.v1.CrmProvider;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.Signal;
import com.nurturehub.crm.v1.Signal.Reaction;
import com.nurturehub.crm.v1.Signal.Score;
import com.nurturehub.crm.v1.SignalKind;
import com.nurturehub.crm.v1.UnplacedSignal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What NurtureHub measures goes where a CRM has room for it, and where it has none, that is said.
class SignalsTest {

  private static final String LOOP_TEAM = "c0a1f111-0000-4000-8000-5a2db0c0ffee";

  private final TheService service = TheService.running();

  @Test
  void each_signal_is_delivered_added_up_or_named_as_having_no_room() {
    var office = service.office("signals");
    office.connect("OPS");
    office.endedRun();
    var known = office.somebody(1).getFirst();
    office.connect("LOOP", "apiKey", LOOP_TEAM);
    office.endedRun("LOOP");

    var answer =
        office.push(office.edit(known.id()).addAllSignals(everyKind()).setWaitUntilDelivered(true));

    assertThat(answer.getPushesList())
        .singleElement()
        .satisfies(push -> {
          assertThat(push.getProvider()).isEqualTo(CrmProvider.CRM_PROVIDER_REAPIT);
          assertThat(push.getState()).isEqualTo(Push.State.STATE_DELIVERED);
          assertThat(push.getSignalsList())
              .containsExactly(
                  SignalKind.SIGNAL_KIND_SCORE,
                  SignalKind.SIGNAL_KIND_STATUS,
                  SignalKind.SIGNAL_KIND_ENGAGEMENT);
        });
    assertThat(answer.getUnplacedSignalsList())
        .extracting(UnplacedSignal::getProvider, UnplacedSignal::getKind)
        .containsExactlyInAnyOrder(
            tuple(CrmProvider.CRM_PROVIDER_LOOP, SignalKind.SIGNAL_KIND_SCORE),
            tuple(CrmProvider.CRM_PROVIDER_LOOP, SignalKind.SIGNAL_KIND_STATUS),
            tuple(CrmProvider.CRM_PROVIDER_LOOP, SignalKind.SIGNAL_KIND_ENGAGEMENT));
    var there = metadata(known);
    assertThat(there.path("score").asInt()).isEqualTo(72);
    assertThat(there.path("status").asString()).isEqualTo("nurturing");
    assertThat(there.path("opened").asInt()).isEqualTo(2);
    assertThat(there.path("clicked").asInt()).isEqualTo(1);
    assertThat(there.path("replied").asInt()).isEqualTo(1);
    assertThat(there.path("booked").asInt()).isEqualTo(1);
    assertThat(office.pushesOf(known.id()).getFirst().path("signals").toString())
        .isEqualTo("[\"SCORE\",\"STATUS\",\"ENGAGEMENT\"]");
    assertThat(noRoom(office, "REAPIT")).isEqualTo("[]");
    assertThat(noRoom(office, "LOOP")).isEqualTo("[\"SCORE\",\"STATUS\",\"ENGAGEMENT\"]");
  }

  private JsonNode metadata(Known known) {
    return service.sandbox().reapit().desk("OPS").look(known.externalId()).path("metadata");
  }

  private static String noRoom(Office office, String provider) {
    return office
        .ask(
            "{ integration(provider: %s) { capabilities { unplacedSignals } } }"
                .formatted(provider))
        .at("/integration/capabilities/unplacedSignals")
        .toString();
  }

  private static List<Signal> everyKind() {
    var at = Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()).build();
    var reactions =
        Stream.of(
            Reaction.REACTION_OPENED,
            Reaction.REACTION_OPENED,
            Reaction.REACTION_CLICKED,
            Reaction.REACTION_REPLIED,
            Reaction.REACTION_BOOKED);
    return Stream.concat(
            Stream.of(
                Signal.newBuilder()
                    .setTime(at)
                    .setScore(Score.newBuilder().setValue(72).setHot(true))
                    .build(),
                Signal.newBuilder()
                    .setTime(at)
                    .setStatus(ContactStatus.CONTACT_STATUS_NURTURING)
                    .build()),
            reactions.map(
                reaction -> Signal.newBuilder().setTime(at).setReaction(reaction).build()))
        .toList();
  }
}
