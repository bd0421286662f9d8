package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nurturehub.crm.v1.BeginConnectRequest;
import com.nurturehub.crm.v1.CrmProvider;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Reapit Connect's sign-in, as a browser goes through it.
class ReapitSignInTest {

  private static final String INTEGRATION =
      "{ integration(provider: REAPIT) { status account lastRun { state } offer { signIn } } }";

  private final TheService service = TheService.running();

  @Test
  void who_signs_in_at_reapit_has_their_customer_connected() {
    var office = service.office("signs-in");
    var log = listening();
    var browser = new SigningIn(service.http());

    var address = browser.begin(office);
    var back = browser.allow(address, "SGN");
    var answer = browser.comeBack(back);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Reapit is connected");
    var seen =
        Office.await(
            () -> office.ask(INTEGRATION).path("integration"),
            now -> now.at("/lastRun/state").asString().equals("SUCCEEDED"));
    assertThat(seen.path("account").asString()).isEqualTo("SGN");
    assertThat(seen.at("/offer/signIn").asString()).isEqualTo("Sign in with Reapit");
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> browser.secretsOf(back).stream().anyMatch(line::contains));

    assertThat(browser.comeBack(back).statusCode()).as("used once").isEqualTo(400);
  }

  @Test
  void the_state_of_another_session_connects_nobody() {
    var attacker = service.office("begins-for-others");
    var victim = service.office("is-led-astray");
    var theirs = new SigningIn(service.http());
    var ours = new SigningIn(service.http());
    var planted = theirs.allow(theirs.begin(attacker), "FGN");
    ours.begin(victim);

    var led = ours.comeBack(planted);

    assertThat(led.statusCode()).isEqualTo(400);
    assertThat(status(attacker)).isEqualTo("NOT_CONNECTED");
    assertThat(status(victim)).isEqualTo("NOT_CONNECTED");
    assertThat(new SigningIn(service.http()).comeBack(planted).statusCode())
        .as("without any session")
        .isEqualTo(400);
  }

  @Test
  void who_does_not_agree_is_told_so_and_nothing_is_connected() {
    var office = service.office("disagrees");
    var browser = new SigningIn(service.http());

    var answer = browser.comeBack(browser.deny(browser.begin(office)));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("nobody agreed");
    assertThat(status(office)).isEqualTo("NOT_CONNECTED");
  }

  @Test
  void who_comes_back_too_late_begins_again() throws SQLException {
    var office = service.office("comes-late");
    var browser = new SigningIn(service.http());
    var back = browser.allow(browser.begin(office), "FGN");
    try (var connection = service.database().superuser().getConnection();
        var late = connection.createStatement()) {
      late.execute(
          "update sign_in set good_until = now() - interval '1 second'"
              + " where agency_id = 'comes-late'");
    }

    var answer = browser.comeBack(back);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(status(office)).isEqualTo("NOT_CONNECTED");
  }

  @Test
  void reapit_sends_nobody_to_an_address_that_is_not_registered() {
    var office = service.office("redirected");
    var browser = new SigningIn(service.http());

    var address = browser.begin(office);
    var wrong = URI.create(address.toString().replace("callback", "elsewhere"));

    assertThat(address.getRawQuery()).contains("code_challenge_method=S256");
    assertThat(browser.look(wrong).statusCode()).isEqualTo(400);
  }

  @Test
  void a_code_that_reapit_never_gave_connects_nobody() {
    var office = service.office("makes-it-up");
    var browser = new SigningIn(service.http());
    var back = browser.allow(browser.begin(office), "FGN");

    var answer = browser.comeBack(URI.create(back.toString().replaceAll("code=[^&]*", "code=x")));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("begin it again");
    assertThat(status(office)).isEqualTo("NOT_CONNECTED");
  }

  @Test
  void a_sign_in_outlives_the_node_it_began_on() {
    var browser = new SigningIn(service.http());
    var back = browser.allow(browser.begin(service.office("outlives")), "LIV");

    service.restart();
    var answer = browser.comeBack(back);

    assertThat(answer.body()).contains("Reapit is connected");
    assertThat(status(service.office("outlives"))).isEqualTo("ACTIVE");
  }

  @Test
  void over_grpc_it_begins_too_with_a_cookie_to_hand_on() {
    var office = service.office("by-grpc");

    var begun =
        office
            .connectors()
            .beginConnect(
                BeginConnectRequest.newBuilder()
                    .setAgency(office.agency())
                    .setProvider(CrmProvider.CRM_PROVIDER_REAPIT)
                    .build());
    var browser = new SigningIn(service.http());
    browser.take(List.of(begun.getSetCookie()));
    var answer = browser.comeBack(browser.allow(URI.create(begun.getAddress()), "GRC"));

    assertThat(begun.getSetCookie()).contains("HttpOnly", "SameSite=Lax", "Secure");
    assertThat(answer.body()).contains("Reapit is connected");
    assertThat(office.ask(INTEGRATION).at("/integration/account").asString()).isEqualTo("GRC");
  }

  @Test
  void a_crm_without_a_sign_in_says_so() {
    var answer =
        service
            .office("no-sign-in")
            .ask(
                """
                mutation ($crm: CrmProvider!) {
                  beginConnect(provider: $crm) { __typename ... on Problem { message } }
                }
                """,
                Map.of("crm", "STREET"));

    assertThat(answer.at("/beginConnect/__typename").asString()).isEqualTo("CrmNotOffered");
  }

  private static String status(Office office) {
    return office.ask(INTEGRATION).at("/integration/status").asString();
  }

  private static ListAppender<ILoggingEvent> listening() {
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(appender);
    return appender;
  }
}
