package com.nurturehub.crm.api.connection;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Secret;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/// What a browser brings with it when it comes back from a CRM's sign-in: whose sign-in it began,
/// and the proof that it was this browser. Other sites send it along when they lead here, which is
/// what a CRM does, and no script can read it.
public record ReturnCookie(AgencyId agency, Secret browser) {

  public static final String NAME = "nurturehub-connect";

  private static final String PATH = "/oauth";
  private static final String BETWEEN = ":";
  private static final Duration LIFE = Duration.ofMinutes(10);

  /// The line of a `Set-Cookie` header.
  public String line(boolean secure) {
    return cookie(agency.value() + BETWEEN + browser.reveal(), secure, LIFE);
  }

  /// The line that takes it away.
  public static String gone(boolean secure) {
    return cookie("", secure, Duration.ZERO);
  }

  /// Empty for what we never gave out.
  public static Optional<ReturnCookie> read(String value) {
    var parts = value.split(BETWEEN, 2);
    try {
      return parts.length == 2
          ? Optional.of(new ReturnCookie(new AgencyId(parts[0]), Secret.of(parts[1])))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String cookie(String value, boolean secure, Duration life) {
    return ResponseCookie.from(NAME, value)
        .path(PATH)
        .maxAge(life)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .build()
        .toString();
  }
}
