package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.contact.ContactFeed;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.CommittedChange;
import com.nurturehub.crm.testkit.memory.InMemoryDatabase.Commit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The journal that contacts are told to. What is older than it is kept counts as forgotten as soon
/// as something later was committed.
public record InMemoryContactFeed(InMemoryDatabase database, InstantSource clock, Duration kept)
    implements ContactFeed {

  static final String JOURNAL = "contact_change";

  public InMemoryContactFeed keeping(Duration other) {
    return new InMemoryContactFeed(database, clock, other);
  }

  @Override
  public Reading after(Position position, int most) {
    var commits = commits();
    var outdated =
        commits.stream()
            .takeWhile(this::isOutdated)
            .limit(Math.max(0, commits.size() - 1L))
            .toList();
    if (!outdated.isEmpty() && position.compareTo(last(outdated)) < 0) {
      return new Reading.Forgotten();
    }
    if (position.commit() > commits.size()) {
      return new Reading.Unknown();
    }
    return new Reading.Next(
        commits.stream()
            .flatMap(InMemoryContactFeed::entries)
            .filter(entry -> entry.position().compareTo(position) > 0)
            .limit(most)
            .toList());
  }

  @Override
  public Position end() {
    return end(commits());
  }

  @Override
  public Map<AgencyId, Position> ends(Collection<AgencyId> agencies) {
    return agencies.stream()
        .filter(agency -> !database.journal(JOURNAL, agency.value()).isEmpty())
        .collect(
            Collectors.toUnmodifiableMap(
                agency -> agency, agency -> end(database.journal(JOURNAL, agency.value()))));
  }

  private List<Commit> commits() {
    return database.journal(JOURNAL, database.agency());
  }

  private boolean isOutdated(Commit commit) {
    var latest = clock.instant().minus(kept);
    return entries(commit).map(Entry::change).noneMatch(change -> change.at().isAfter(latest));
  }

  private static Position last(List<Commit> outdated) {
    var commit = outdated.getLast();
    return new Position(
        commit.place(), commit.entries().isEmpty() ? 0 : commit.entries().lastKey());
  }

  private static Position end(List<Commit> commits) {
    return commits.isEmpty() ? Position.START : Position.after(commits.getLast().place());
  }

  private static Stream<Entry> entries(Commit commit) {
    return commit.entries().entrySet().stream()
        .map(numbered ->
            new Entry(
                new Position(commit.place(), numbered.getKey()),
                (CommittedChange) numbered.getValue()));
  }
}
