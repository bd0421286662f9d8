package com.nurturehub.crm.api.feed;

import static com.nurturehub.crm.api.Acme.ACME;
import static com.nurturehub.crm.api.Acme.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.contact.ContactFeed.Entry;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.application.contact.ContactFeed.Reading;
import com.nurturehub.crm.application.contact.FollowContacts;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.CommittedChange;
import com.nurturehub.crm.domain.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Time passes only while we pause; each commit has its time.
class WatchContactsTest implements FollowContacts, WatchContacts.Reader {

  private final List<Entry> commits = new ArrayList<>();
  private final List<Entry> told = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private final List<Instant> toldAt = new ArrayList<>();
  private final List<Instant> changesToldAt = new ArrayList<>();
  private Position forgotten = Position.START;
  private boolean goesOn;
  private Instant now = NINE;
  private int looks;
  private int reads;

  @Test
  void what_was_committed_since_the_position_is_told_at_once_and_what_follows_when_it_comes()
      throws InterruptedException {
    commit(0);
    commit(0);
    commit(40);

    watch(Optional.of(new Position(1, 1)));

    assertThat(told).containsExactly(commits.get(1), commits.get(2));
    assertThat(changesToldAt.getLast())
        .isBetween(NINE.plusSeconds(40), NINE.plusSeconds(40).plus(FeedEnds.INTERVAL));
  }

  @Test
  void without_a_position_only_what_comes_from_now_on_is_told() throws InterruptedException {
    commit(0);
    commit(7);

    watch(Optional.empty());

    assertThat(told).containsExactly(commits.get(1));
    assertThat(positions.getFirst()).isEqualTo(Position.after(1));
  }

  @Test
  void a_reader_who_is_told_nothing_else_is_told_the_position_now_and_then()
      throws InterruptedException {
    watch(Optional.empty());

    assertThat(told).isEmpty();
    assertThat(toldAt)
        .hasSize((int) WatchContacts.LONGEST.dividedBy(WatchContacts.SILENCE_MAX))
        .startsWith(NINE);
  }

  @Test
  void more_than_a_page_is_told_a_page_at_a_time() throws InterruptedException {
    IntStream.range(0, 2 * WatchContacts.PAGE + 1).forEach(_ -> commit(0));

    watch(Optional.of(Position.START));

    assertThat(told).isEqualTo(commits);
    assertThat(positions).startsWith(new Position(WatchContacts.PAGE, WatchContacts.PAGE));
  }

  @Test
  void the_feed_is_read_only_when_it_has_moved() throws InterruptedException {
    commit(100);

    watch(Optional.empty());

    assertThat(looks).isGreaterThan(10_000);
    assertThat(reads).isLessThan(300);
  }

  @Test
  void a_reader_who_fell_behind_too_far_may_begin_anew() throws InterruptedException {
    commit(0);
    commit(0);
    commit(5);
    forgotten = new Position(2, 2);

    goesOn = true;
    watch(Optional.of(new Position(1, 1)));
    assertThat(told).containsExactly(commits.get(2));

    goesOn = false;
    now = NINE;
    told.clear();
    watch(Optional.of(new Position(1, 1)));
    assertThat(told).isEmpty();
  }

  @Test
  void when_the_node_stops_everybody_is_done_with() throws InterruptedException {
    var watch = new WatchContacts(this, () -> now, length -> now = now.plus(length));
    watch.end();

    watch.watch(ACME, Optional.empty(), this);

    assertThat(now).isEqualTo(NINE);
  }

  @Test
  void a_position_is_read_as_it_was_written() {
    var position = new Position(12, 345);

    assertThat(Positions.read(ACME, Positions.write(ACME, position), "position"))
        .contains(position);
    assertThat(Positions.read(ACME, "", "position")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "!", "MTIgMzQ1", "MTIgMzQ1IGFjbWU=", "eCB5IGFjbWU", " "})
  void what_is_no_position_is_refused(String written) {
    assertThatThrownBy(() -> Positions.read(ACME, written, "position"))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void a_position_in_another_agencys_feed_is_refused() {
    var theirs = Positions.write(new AgencyId("other"), new Position(1, 2));

    assertThatThrownBy(() -> Positions.read(ACME, theirs, "position"))
        .isInstanceOf(InvalidRequest.class);
  }

  private void watch(Optional<Position> from) throws InterruptedException {
    new WatchContacts(this, () -> now, length -> now = now.plus(length)).watch(ACME, from, this);
  }

  private void commit(int second) {
    var number = commits.size() + 1;
    var change =
        CommittedChange.erased(
            new ContactId(new UUID(0, number)), NINE.plus(Duration.ofSeconds(second)));
    commits.add(new Entry(new Position(number, number), change));
  }

  private List<Entry> committed() {
    return commits.stream().filter(entry -> !entry.change().at().isAfter(now)).toList();
  }

  @Override
  public Reading read(AgencyId agency, Position after, int most) {
    reads++;
    if (after.compareTo(forgotten) < 0) {
      return new Reading.Forgotten();
    }
    return new Reading.Next(
        committed().stream()
            .filter(entry -> entry.position().compareTo(after) > 0)
            .limit(most)
            .toList());
  }

  @Override
  public Position end(AgencyId agency) {
    return Position.after(committed().size());
  }

  @Override
  public Map<AgencyId, Position> ends(Collection<AgencyId> agencies) {
    looks++;
    return Map.of(ACME, end(ACME));
  }

  @Override
  public void tell(List<Entry> entries, Position position) {
    told.addAll(entries);
    positions.add(position);
    toldAt.add(now);
    entries.forEach(_ -> changesToldAt.add(now));
  }

  @Override
  public boolean missed(Reading because) {
    assertThat(because).isEqualTo(new Reading.Forgotten());
    return goesOn;
  }
}
