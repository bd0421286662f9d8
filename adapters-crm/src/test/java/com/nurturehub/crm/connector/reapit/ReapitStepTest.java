package com.nurturehub.crm.connector.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.http.Raw;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Listing;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Row;
import com.nurturehub.crm.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// Going through pages while everything moves.
class ReapitStepTest {

  private static final int SIZE = 5;
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void a_page_with_several_times_leads_on_from_its_last() {
    var step = step(List.of(row("A", 1), row("B", 2), row("C", 3), row("D", 4), row("E", 4)), 9);

    assertThat(step.next().from()).contains(second(4));
    assertThat(step.next().page()).isEqualTo(1);
    assertThat(step.next().seen()).containsExactly("D", "E");
  }

  @Test
  void a_page_of_one_time_leads_through_that_time_alone_and_then_past_it() {
    var first = step(List.of(row("A", 1), row("B", 1), row("C", 1), row("D", 1), row("E", 1)), 9);
    var again =
        step(
            first.next(),
            List.of(row("A", 1), row("B", 1), row("C", 1), row("D", 1), row("E", 1)),
            6);
    var rest = step(again.next(), List.of(row("F", 1)), 6);

    assertThat(first.next().from()).contains(second(1));
    assertThat(first.next().until()).contains(Instant.parse("2026-03-02T09:00:01.999999900Z"));
    assertThat(again.fresh()).isEmpty();
    assertThat(again.next().page()).isEqualTo(2);
    assertThat(ids(rest)).containsExactly("F");
    assertThat(rest.next().from()).contains(second(2));
    assertThat(rest.next().until()).isEmpty();
  }

  @Test
  void what_was_delivered_at_that_very_time_is_not_delivered_again() {
    var at = ReapitPosition.START.on(second(4), List.of("D", "E"), 0);

    var step = step(at, List.of(row("D", 4), row("E", 4), row("F", 4), row("G", 5)), 4);

    assertThat(ids(step)).containsExactly("F", "G");
  }

  @Test
  void one_that_reapit_cannot_deliver_is_counted_once_although_it_is_met_twice() {
    var lost = Row.undelivered(null, "lost");
    var first = step(List.of(row("A", 1), row("B", 2), lost, row("C", 2), lost), 9);
    var second = step(first.next(), List.of(row("B", 2), lost, row("C", 2), lost, row("D", 3)), 5);

    assertThat(first.fresh()).hasSize(5);
    assertThat(ids(second)).containsExactly("D");
  }

  @Test
  void who_leaves_the_pages_before_lets_nobody_slip_by() {
    var at =
        ReapitPosition.START
            .through(second(1), List.of(), 0)
            .onPage(2, List.of("A", "B", "C", "D", "E"), 12);

    var step = step(at, List.of(row("G", 1), row("H", 1), row("I", 1), row("J", 1)), 11);

    assertThat(ids(step)).containsExactly("G", "H", "I", "J");
    assertThat(step.next().page()).isEqualTo(1);
    assertThat(step.next().seen()).contains("A", "J");
  }

  @Test
  void a_page_in_no_order_is_still_followed_by_the_next() {
    var step = step(List.of(row("A", 5), row("B", 2), row("C", 9), row("D", 1), row("E", 3)), 9);

    assertThat(step.next().from()).isEmpty();
    assertThat(step.next().page()).isEqualTo(2);
  }

  @Test
  void one_that_stands_twice_is_delivered_once_and_whom_it_displaced_is_looked_for() {
    var step = step(List.of(row("A", 1), row("B", 2), row("B", 2)), 3);

    assertThat(ids(step)).containsExactly("A", "B");
    assertThat(step.next().sweep()).isZero();
    assertThat(step.next().from()).contains(second(2));
  }

  @Test
  void contacts_without_a_time_of_creation_are_looked_for_when_they_may_have_been_passed_by() {
    var onOnePage = step(List.of(row("A", 1), undated("B")), 2);
    var behind = step(ReapitPosition.START.on(second(4), List.of(), 0), List.of(row("Z", 9)), 1);

    assertThat(ids(onOnePage)).containsExactly("A", "B");
    assertThat(onOnePage.next().sweep()).isEqualTo(2);
    assertThat(behind.next().sweep()).isEqualTo(1);
  }

  @Test
  void a_position_survives_its_cursor() {
    var position =
        ReapitPosition.START
            .began(NINE)
            .counted(false, 400)
            .counted(true, 30)
            .through(second(4), List.of("D", "E"), 1)
            .onPage(2, List.of("F"), 7)
            .delivering(120);

    var read = ReapitPosition.read(position.cursor(ReapitSweep.EVERYTHING), ReapitSweep.EVERYTHING);

    assertThat(read).contains(position);
  }

  @Test
  void a_cursor_never_outgrows_its_bound() {
    var ids = IntStream.range(0, 250).mapToObj(i -> "x".repeat(150) + i).toList();
    var position = ReapitPosition.START.began(NINE).on(second(4), ids, 0);

    var read = ReapitPosition.read(position.cursor(ReapitSweep.EVERYTHING), ReapitSweep.EVERYTHING);

    assertThat(read.orElseThrow().seen())
        .isNotEmpty()
        .isEqualTo(ids.subList(250 - read.orElseThrow().seen().size(), 250));
  }

  @Test
  void a_cursor_of_another_pass_is_no_position() {
    var cursor = ReapitPosition.START.began(NINE).cursor(ReapitSweep.CHANGES);

    assertThat(ReapitPosition.read(cursor, ReapitSweep.EVERYTHING)).isEmpty();
  }

  @ParameterizedTest
  @Seeds(400)
  void whoever_stays_is_delivered_exactly_once_whatever_the_others_do(long seed) {
    var agency = new MovingAgency(seed);
    var delivered = new ArrayList<String>();
    var at = ReapitPosition.START.began(NINE);
    // Newcomers never end, but this pass does.
    for (int pages = 0; at.sweep() == 0 && pages < 1_000; pages++) {
      var step = ReapitStep.of(agency.page(at), at, ReapitSweep.LIVE_BY_CREATION, SIZE);
      step.fresh().forEach(row -> delivered.add(row.id()));
      at = step.next();
      agency.moves();
    }

    assertThat(delivered).containsAll(agency.whoStayed());
    assertThat(delivered).filteredOn(agency.whoStayed()::contains).doesNotHaveDuplicates();
  }

  /// Contacts by time of creation, with many at the same time, some of whom come and go.
  private static final class MovingAgency {

    private final Random chance;
    private final Map<String, Instant> live = new TreeMap<>();
    private final Map<String, Instant> away = new TreeMap<>();
    private final Set<String> moved = new HashSet<>();
    private int made;

    MovingAgency(long seed) {
      chance = new Random(seed);
      var contacts = chance.nextInt(60);
      for (int i = 0; i < contacts; i++) {
        add(chance.nextInt(1 + chance.nextInt(30)));
      }
    }

    private void add(int second) {
      var id = "C%04d".formatted(made++);
      live.put(id, second(second));
    }

    Set<String> whoStayed() {
      return live.keySet().stream().filter(id -> !moved.contains(id)).collect(Collectors.toSet());
    }

    /// Who leaves and who returns do so at different moments; one of each in the very same second
    /// between two pages would balance out, and would show only in the next pass.
    void moves() {
      var leaving = chance.nextBoolean();
      for (int i = chance.nextInt(3); i > 0; i--) {
        shift(leaving ? live : away, leaving ? away : live);
      }
      if (chance.nextBoolean()) {
        add(40 + made);
        moved.add("C%04d".formatted(made - 1));
      }
    }

    private void shift(Map<String, Instant> from, Map<String, Instant> to) {
      if (from.isEmpty()) {
        return;
      }
      var id = List.copyOf(from.keySet()).get(chance.nextInt(from.size()));
      var created = from.remove(id);
      to.put(id, created);
      moved.add(id);
    }

    Listing page(ReapitPosition at) {
      var from = at.from().orElse(Instant.MIN);
      var until = at.until().orElse(Instant.MAX);
      var found =
          live.entrySet().stream()
              .filter(entry -> !entry.getValue().isBefore(from))
              .filter(entry -> !entry.getValue().isAfter(until))
              .sorted(Comparator.comparing(entry -> entry.getValue() + entry.getKey()))
              .map(entry -> created(entry.getKey(), entry.getValue()))
              .toList();
      var start = Math.min((at.page() - 1) * SIZE, found.size());
      var rows = found.subList(start, Math.min(start + SIZE, found.size()));
      return new Listing(rows, found.size(), new Moment(NINE, Duration.ZERO));
    }
  }

  private static ReapitStep step(List<Row> rows, long total) {
    return step(ReapitPosition.START.began(NINE), rows, total);
  }

  private static ReapitStep step(ReapitPosition at, List<Row> rows, long total) {
    var listing = new Listing(rows, total, new Moment(NINE, Duration.ZERO));
    return ReapitStep.of(listing, at, ReapitSweep.LIVE_BY_CREATION, SIZE);
  }

  private static List<String> ids(ReapitStep step) {
    return step.fresh().stream().flatMap(row -> Optional.ofNullable(row.id()).stream()).toList();
  }

  private static Row row(String id, int second) {
    return created(id, second(second));
  }

  private static Row undated(String id) {
    return created(id, null);
  }

  private static Row created(String id, @Nullable Instant created) {
    var raw = id.getBytes(StandardCharsets.UTF_8);
    return new Row(id, created, created, null, "", new Raw.Cut(raw, 0, raw.length));
  }

  private static Instant second(int second) {
    return NINE.plusSeconds(second);
  }
}
