package com.nurturehub.crm.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.agency.AgencyId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SignInLinksTest {

  private static final Identity ADA =
      new Identity("ada", Reach.of(new AgencyId("acme")), Scope.ALL);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-02T09:00:00Z"));
  private final SignInLinks links = new SignInLinks(ADA, now::get, new SecureRandom());

  @Test
  void a_code_signs_in_once() {
    var code = links.issue();

    assertThat(links.redeem(code)).contains(ADA);
    assertThat(links.redeem(code)).isEmpty();
  }

  @Test
  void a_code_does_not_last() {
    var code = links.issue();

    now.updateAndGet(at -> at.plus(SignInLinks.LIFETIME));

    assertThat(links.redeem(code)).isEmpty();
  }

  @Test
  void a_code_lasts_until_then() {
    var code = links.issue();

    now.updateAndGet(at -> at.plus(SignInLinks.LIFETIME).minus(Duration.ofSeconds(1)));

    assertThat(links.redeem(code)).contains(ADA);
  }

  @Test
  void a_guess_signs_nobody_in_and_uses_nothing_up() {
    var code = links.issue();

    assertThat(links.redeem("")).isEmpty();
    assertThat(links.redeem(code + "x")).isEmpty();
    assertThat(links.redeem(code)).contains(ADA);
  }

  @Test
  void only_the_latest_few_codes_work() {
    var first = links.issue();
    for (var i = 0; i < 5; i++) {
      links.issue();
    }

    assertThat(links.redeem(first)).isEmpty();
    assertThat(links.redeem(links.issue())).contains(ADA);
  }
}
