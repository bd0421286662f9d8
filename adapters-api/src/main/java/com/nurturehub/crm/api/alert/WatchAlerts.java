package com.nurturehub.crm.api.alert;

import com.nurturehub.crm.api.progress.Pause;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.alert.Alerts.Entry;
import com.nurturehub.crm.application.alert.Alerts.Position;
import com.nurturehub.crm.application.alert.FollowAlerts;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Follows an agency's alerts by looking at them again and again, so that it works on any node,
/// whichever of them raises one. It occupies the calling thread, which is a virtual one.
public final class WatchAlerts {

  /// Read at once.
  static final int PAGE = 100;

  /// Between two looks.
  static final Duration INTERVAL = Duration.ofSeconds(2);

  /// When nothing happens for so long, the position is told again.
  static final Duration SILENCE_MAX = Duration.ofSeconds(15);

  /// Nobody is watched for longer; whoever still cares goes on, with a token that still counts.
  static final Duration LONGEST = Duration.ofHours(1);

  private final FollowAlerts alerts;
  private final InstantSource clock;
  private final Pause pause;
  private volatile boolean isEnded;

  public WatchAlerts(FollowAlerts alerts, InstantSource clock, Pause pause) {
    this.alerts = alerts;
    this.clock = clock;
    this.pause = pause;
  }

  /// Whoever is told, and may wait until they are ready to take more. `position` is the one after
  /// all of them.
  @FunctionalInterface
  public interface Reader {
    void tell(List<Alert> alerts, Position position) throws InterruptedException;
  }

  /// Tells at once what is open, or what became of alerts since the position where one is given,
  /// and then whatever becomes of them, until the longest time is over or the reader gives up.
  public void watch(AgencyId agency, Optional<Position> from, Reader reader)
      throws InterruptedException {
    var end = alerts.end(agency);
    if (from.filter(position -> position.compareTo(end) > 0).isPresent()) {
      throw new InvalidRequest("position", "lies beyond the end of this agency's alerts");
    }
    new Watch(agency, from.isEmpty(), end, reader).follow(from.orElse(Position.START));
  }

  /// Everybody who watches is done with soon, in good order, and may go on at another node.
  public void end() {
    isEnded = true;
  }

  /// One reader's watch, begun when the alerts ended at `end`.
  private final class Watch {

    private final AgencyId agency;
    private final boolean isNew;
    private final Position end;
    private final Reader reader;
    private Optional<Instant> toldAt = Optional.empty();

    Watch(AgencyId agency, boolean isNew, Position end, Reader reader) {
      this.agency = agency;
      this.isNew = isNew;
      this.end = end;
      this.reader = reader;
    }

    void follow(Position from) throws InterruptedException {
      var until = clock.instant().plus(LONGEST);
      var position = from;
      while (!isEnded && clock.instant().isBefore(until)) {
        var entries = alerts.read(agency, position, PAGE);
        var isCaughtUp = entries.size() < PAGE;
        position = after(entries, position, isCaughtUp);
        var news = entries.stream().filter(this::isNews).map(Entry::alert).toList();
        if (!news.isEmpty() || (isCaughtUp && isSilent())) {
          reader.tell(news, position);
          toldAt = Optional.of(clock.instant());
        }
        if (isCaughtUp) {
          pause.pause(INTERVAL);
        }
      }
    }

    /// Whoever has read everything there was has read up to where it ended before.
    private Position after(List<Entry> entries, Position before, boolean isCaughtUp) {
      var last = entries.isEmpty() ? before : entries.getLast().position();
      return isCaughtUp && last.compareTo(end) < 0 ? end : last;
    }

    /// Who is new here need not know what is long over.
    private boolean isNews(Entry entry) {
      return !isNew || entry.position().compareTo(end) > 0 || entry.alert() instanceof Alert.Open;
    }

    private boolean isSilent() {
      return toldAt.filter(at -> clock.instant().isBefore(at.plus(SILENCE_MAX))).isEmpty();
    }
  }
}
