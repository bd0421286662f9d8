package com.nurturehub.crm.api.feed;

import com.nurturehub.crm.api.progress.Pause;
import com.nurturehub.crm.application.contact.ContactFeed.Entry;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.application.contact.ContactFeed.Reading;
import com.nurturehub.crm.application.contact.FollowContacts;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Follows an agency's feed by looking at it again and again, so that it works on any node,
/// whichever of them commits. It occupies the calling thread, which is a virtual one, and holds one
/// page at most for a reader who does not take it.
public final class WatchContacts {

  /// Read at once.
  static final int PAGE = 100;

  /// When nothing happens for so long, the position is told again.
  static final Duration SILENCE_MAX = Duration.ofSeconds(15);

  /// Nobody is watched for longer; whoever still cares goes on, with a token that still counts.
  static final Duration LONGEST = Duration.ofHours(1);

  private final FollowContacts feed;
  private final InstantSource clock;
  private final Pause pause;
  private final FeedEnds ends;
  private volatile boolean isEnded;

  public WatchContacts(FollowContacts feed, InstantSource clock, Pause pause) {
    this.feed = feed;
    this.clock = clock;
    this.pause = pause;
    this.ends = new FeedEnds(feed, clock);
  }

  /// Whoever is told. Its methods may wait until they are ready to take more.
  public interface Reader {

    /// `position` is the one after all of them.
    void tell(List<Entry> entries, Position position) throws InterruptedException;

    /// Something after the position is kept no longer, or the feed never came as far: going on
    /// makes no sense. True when the reader wants to be told what comes from now on.
    boolean missed(Reading because);
  }

  /// Tells what comes after the position, or from now on where none is given, until the longest
  /// time is over or the reader gives up.
  public void watch(AgencyId agency, Optional<Position> from, Reader reader)
      throws InterruptedException {
    ends.begin(agency);
    try {
      follow(agency, from.orElseGet(() -> feed.end(agency)), reader);
    } finally {
      ends.end(agency);
    }
  }

  /// Everybody who watches is done with soon, in good order, and may go on at another node.
  public void end() {
    isEnded = true;
  }

  private void follow(AgencyId agency, Position from, Reader reader) throws InterruptedException {
    var until = clock.instant().plus(LONGEST);
    var position = from;
    // Told at once, so that the reader has a position from the first moment on.
    var silentSince = clock.instant().minus(SILENCE_MAX);
    while (!isEnded && clock.instant().isBefore(until)) {
      var end = ends.of(agency);
      switch (feed.read(agency, position, PAGE)) {
        case Reading.Next(var entries) when !entries.isEmpty() -> {
          position = entries.getLast().position();
          reader.tell(entries, position);
          silentSince = clock.instant();
        }
        case Reading.Next _ -> {
          // Everything up to the end was there to be read.
          position = later(position, end);
          if (!clock.instant().isBefore(silentSince.plus(SILENCE_MAX))) {
            reader.tell(List.of(), position);
            silentSince = clock.instant();
          }
          awaitBeyond(agency, end, silentSince.plus(SILENCE_MAX));
        }
        case Reading because -> {
          if (!reader.missed(because)) {
            return;
          }
          position = feed.end(agency);
        }
      }
    }
  }

  private void awaitBeyond(AgencyId agency, Position seen, Instant until)
      throws InterruptedException {
    while (!isEnded && ends.of(agency).compareTo(seen) <= 0 && clock.instant().isBefore(until)) {
      pause.pause(FeedEnds.INTERVAL);
    }
  }

  private static Position later(Position one, Position other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
