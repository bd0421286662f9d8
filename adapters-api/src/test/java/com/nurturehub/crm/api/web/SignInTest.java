package com.nurturehub.crm.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.TestServer;
import java.net.HttpCookie;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {

  private static final String QUERY = "{ integrations { title } }";

  private static TestServer server;

  private Browser browser;

  @BeforeAll
  static void start() {
    server = TestServer.local();
  }

  @BeforeEach
  void open() {
    browser = new Browser(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whoever_is_not_signed_in_is_shown_the_way() {
    var answer = browser.open("/dashboard/settings/integrations");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in");
    assertThat(browser.open("/sign-in").body()).contains("printed in the window");
  }

  @Test
  void the_link_leads_to_the_page() {
    var answer = browser.open("/sign-in?code=" + Browser.code(server));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("/dashboard/settings/integrations");
    assertThat(browser.open("/dashboard/settings/integrations").body())
        .contains("<integrations-page>");
  }

  @Test
  void the_link_works_once() {
    var code = Browser.code(server);
    browser.open("/sign-in?code=" + code);

    var other = new Browser(server);

    assertThat(other.open("/sign-in?code=" + code).statusCode()).isEqualTo(403);
    assertThat(other.open("/dashboard/settings/integrations").statusCode()).isEqualTo(302);
  }

  @Test
  void scripts_and_other_sites_cannot_take_the_session() {
    var answer = browser.open("/sign-in?code=" + Browser.code(server));

    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("nurturehub=")
        .contains("HttpOnly")
        .contains("SameSite=Lax");
  }

  @Test
  void a_session_that_was_planted_does_not_become_ours() {
    var thief = new Browser(server);
    plant(thief);
    plant(browser);

    browser.signedIn();

    assertThat(thief.ask(QUERY, SameOrigin.HEADER, "1").statusCode()).isEqualTo(401);
  }

  private static void plant(Browser browser) {
    var planted = new HttpCookie("nurturehub", "0123456789ABCDEF0123456789ABCDEF");
    planted.setPath("/");
    planted.setVersion(0);
    browser.cookies().getCookieStore().add(server.http("/"), planted);
  }

  @Test
  void signing_in_again_begins_a_new_session() {
    browser.signedIn();
    var first = browser.cookies().getCookieStore().getCookies().getFirst().getValue();

    browser.signedIn();

    assertThat(browser.cookies().getCookieStore().getCookies().getFirst().getValue())
        .isNotEqualTo(first);
  }

  @Test
  void a_signed_in_page_asks_with_its_header() {
    browser.signedIn();

    assertThat(browser.ask(QUERY, SameOrigin.HEADER, "1").statusCode()).isEqualTo(200);
  }

  @Test
  void another_site_cannot_ask_in_somebodys_name() {
    browser.signedIn();

    assertThat(browser.ask(QUERY).statusCode()).isEqualTo(403);
    assertThat(
            browser.ask(QUERY, SameOrigin.HEADER, "1", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
  }

  @Test
  void without_session_and_token_nothing_is_asked() {
    var answer = browser.ask(QUERY, SameOrigin.HEADER, "1");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void a_wrong_token_is_refused_even_beside_a_session() {
    browser.signedIn();

    assertThat(browser.ask(QUERY, "Authorization", "Bearer nonsense").statusCode()).isEqualTo(401);
  }

  @Test
  void signing_out_ends_the_session() {
    browser.signedIn();

    var out =
        browser.send(
            browser
                .to("/sign-out")
                .header(SameOrigin.HEADER, "1")
                .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(browser.ask(QUERY, SameOrigin.HEADER, "1").statusCode()).isEqualTo(401);
  }
}
