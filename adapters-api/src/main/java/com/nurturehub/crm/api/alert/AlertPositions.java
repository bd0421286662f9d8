package com.nurturehub.crm.api.alert;

import com.nurturehub.crm.api.feed.Positions;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.alert.Alerts.Position;
import com.nurturehub.crm.application.contact.ContactFeed;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.Optional;

/// Positions as callers keep them, told apart from those in the feed of contacts.
public final class AlertPositions {

  private static final String MARK = "alerts.";

  private AlertPositions() {}

  public static String write(AgencyId agency, Position position) {
    return MARK
        + Positions.write(agency, new ContactFeed.Position(position.commit(), position.number()));
  }

  /// Nothing where the caller names none.
  ///
  /// @throws InvalidRequest about `field` when it is not a position among this agency's alerts
  public static Optional<Position> read(AgencyId agency, String written, String field) {
    if (written.isEmpty()) {
      return Optional.empty();
    }
    if (!written.startsWith(MARK) || written.length() == MARK.length()) {
      throw new InvalidRequest(field, "is not a position among this agency's alerts");
    }
    return Positions.read(agency, written.substring(MARK.length()), field)
        .map(position -> new Position(position.commit(), position.number()));
  }
}
