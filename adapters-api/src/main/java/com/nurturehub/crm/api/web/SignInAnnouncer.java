package com.nurturehub.crm.api.web;

import com.nurturehub.crm.api.identity.SignInLinks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Prints sign-in links where only whoever started the service can read them: once at the start,
/// and again whenever somebody comes without a valid one, but not more often than that.
final class SignInAnnouncer {

  private static final Logger LOG = LoggerFactory.getLogger("NurtureHub");
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final SignInLinks links;
  private final InstantSource clock;
  private Instant quietUntil = Instant.MIN;

  SignInAnnouncer(SignInLinks links, InstantSource clock) {
    this.links = links;
    this.clock = clock;
  }

  /// `base` is how a browser on this machine reaches us.
  synchronized void announce(String base) {
    var now = clock.instant();
    if (now.isBefore(quietUntil)) {
      return;
    }
    quietUntil = now.plus(PAUSE);
    LOG.info(
        """

          Sign in (the link works once, for {} minutes):

            {}/sign-in?code={}
        """,
        SignInLinks.LIFETIME.toMinutes(),
        base,
        links.issue());
  }
}
