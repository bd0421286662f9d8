package com.nurturehub.crm.api.feed;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Positions as callers keep them. They name their agency, so that nobody goes on in another's
/// feed.
public final class Positions {

  private static final int LENGTH_MAX = 500;

  private Positions() {}

  public static String write(AgencyId agency, Position position) {
    var text = "%d %d %s".formatted(position.commit(), position.number(), agency);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Nothing where the caller names none.
  ///
  /// @throws InvalidRequest about `field` when it is not a position in this agency's feed
  public static Optional<Position> read(AgencyId agency, String written, String field) {
    if (written.isEmpty()) {
      return Optional.empty();
    }
    var position = parsed(agency, written, field);
    if (!write(agency, position).equals(written)) {
      throw notOurs(field);
    }
    return Optional.of(position);
  }

  private static Position parsed(AgencyId agency, String written, String field) {
    if (written.length() > LENGTH_MAX) {
      throw notOurs(field);
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(written);
      var parts = new String(bytes, StandardCharsets.UTF_8).split(" ", 3);
      if (parts.length == 3 && parts[2].equals(agency.toString())) {
        return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
      }
    } catch (IllegalArgumentException _) {
      // Neither Base64 nor numbers: told below, as whatever else it may be.
    }
    throw notOurs(field);
  }

  static InvalidRequest notOurs(String field) {
    return new InvalidRequest(field, "is not a position that this agency's feed gave out");
  }
}
