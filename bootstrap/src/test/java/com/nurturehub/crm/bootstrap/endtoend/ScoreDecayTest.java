package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.nurturehub.crm.bootstrap.endtoend.Office.Known;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.sandbox.journal.Told;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.PushContactsResponse;
import com.nurturehub.crm.v1.Signal;
import com.nurturehub.crm.v1.Signal.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Every night the scores of all contacts decay, while agents edit some of them.
class ScoreDecayTest {

  private static final String CUSTOMER = "DEC";
  private static final int STEPS = 12;
  private static final int EDITED = 25;

  /// What an agent edited meanwhile is refused at first, and told after another look.
  private static final int NO_CONTENT = 204;

  private final TheService service = TheService.running();
  private final Office office = service.office("score-decay");
  private final Desk desk = service.sandbox().reapit().desk(CUSTOMER);

  @Test
  void thousands_of_scores_take_no_agents_edit_with_them() {
    office.connect(CUSTOMER);
    office.endedRun();
    var everybody = office.somebody(200);
    var before = everybody.subList(0, EDITED);
    var during = everybody.subList(EDITED, 2 * EDITED);

    before.forEach(known -> edit(known, "Before"));
    var answers = new ArrayList<>(office.burst(decay(everybody, 0, STEPS / 2)));
    during.forEach(known -> edit(known, "During"));
    answers.addAll(office.burst(decay(everybody, STEPS / 2, STEPS)));
    Office.await(this::contactsTold, told -> told == everybody.size());
    office.sync();

    assertThat(answers).hasSize(STEPS * everybody.size()).allMatch(PushContactsResponse::hasDone);
    before.forEach(known -> assertThat(surnames(known)).containsOnly("Before"));
    during.forEach(known -> assertThat(surnames(known)).containsOnly("During"));
    assertThat(office.audited("CONFLICT")).isEmpty();
    assertThat(patches())
        .hasSizeLessThan(2 * everybody.size())
        .noneMatch(told -> told.body().contains("urname"));
    assertThat(everybody)
        .allMatch(known -> office.contact(known.id()).path("score").asInt() == scoreAt(STEPS - 1));
  }

  private List<String> surnames(Known known) {
    return List.of(
        office.contact(known.id()).at("/details/surname").asString(),
        desk.look(known.externalId()).path("surname").asString());
  }

  private void edit(Known known, String surname) {
    desk.edit(known.externalId(), JsonMapper.shared().createObjectNode().put("surname", surname));
  }

  private List<PushContactRequest> decay(List<Known> everybody, int from, int to) {
    var requests = new ArrayList<PushContactRequest>();
    var now = Instant.now().minusSeconds(STEPS);
    for (var step = from; step < to; step++) {
      for (var known : everybody) {
        requests.add(
            office
                .edit(known.id())
                .addSignals(
                    Signal.newBuilder()
                        .setTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond() + step))
                        .setScore(Score.newBuilder().setValue(scoreAt(step))))
                .build());
      }
    }
    return requests;
  }

  private static int scoreAt(int step) {
    return 60 - step;
  }

  private int contactsTold() {
    return (int) patches().stream().map(Told::path).distinct().count();
  }

  private List<Told> patches() {
    return service.sandbox().reapit().journal().writes().stream()
        .filter(told -> told.customer().equals(CUSTOMER))
        .filter(told -> told.method().equals("PATCH"))
        .filter(told -> told.status() == NO_CONTENT)
        .toList();
  }
}
