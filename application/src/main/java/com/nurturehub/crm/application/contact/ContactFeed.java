package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.contact.CommittedChange;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Every committed change of an agency's contacts, in the order of the commits, for a while. Who
/// adds, replaces or erases contacts is told here by the same commit; nobody can forget to.
///
/// Whoever has read up to a position has missed nothing before it: what commits later always comes
/// after what could be read earlier.
@DrivenPort
public interface ContactFeed {

  /// How long changes are kept.
  Duration KEPT = Duration.ofDays(7);

  /// At most so many changes after a position, oldest first.
  Reading after(Position position, int most);

  /// After the last change there is.
  Position end();

  /// Where the feeds of these agencies end; those that have never had a change are left out.
  /// Crosses agencies, works outside of a transaction, and tells nothing personal.
  Map<AgencyId, Position> ends(Collection<AgencyId> agencies);

  /// A place between two changes: after the one with this number, in the commit of this place.
  record Position(long commit, long number) implements Comparable<Position> {

    public static final Position START = new Position(0, 0);

    /// After everything in a commit.
    public static Position after(long commit) {
      return new Position(commit, Long.MAX_VALUE);
    }

    @Override
    public int compareTo(Position other) {
      return Comparator.comparingLong(Position::commit)
          .thenComparingLong(Position::number)
          .compare(this, other);
    }
  }

  /// A change, and the position after it.
  record Entry(Position position, CommittedChange change) {}

  sealed interface Reading {

    /// What comes next; empty at the end.
    record Next(List<Entry> entries) implements Reading {

      public Next {
        entries = List.copyOf(entries);
      }
    }

    /// Something after the position is no longer kept.
    record Forgotten() implements Reading {}

    /// The feed has never come as far as that.
    record Unknown() implements Reading {}
  }
}
