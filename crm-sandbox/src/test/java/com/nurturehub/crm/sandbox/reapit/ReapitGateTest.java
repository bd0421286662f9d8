package com.nurturehub.crm.sandbox.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.sandbox.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReapitGateTest {

  @Test
  void without_a_token_a_call_is_refused() {
    try (var visitor = Visitor.signedIn(10)) {
      visitor.use("made-up");

      var answer = visitor.get("/contacts");

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("generate a new token").contains("\"statusCode\":401");
    }
  }

  @Test
  void without_a_version_a_call_is_refused() {
    try (var visitor = Visitor.signedIn(10)) {
      var answer =
          visitor.send(
              visitor
                  .bare("/contacts")
                  .header("Authorization", "Bearer " + visitor.bearer())
                  .header("reapit-customer", "RES"));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("yyyy-MM-dd");
    }
  }

  @Test
  void an_unknown_customer_does_not_have_the_application_installed() {
    try (var visitor = Visitor.signedIn(10)) {
      var answer =
          visitor.send(visitor.request("/contacts").setHeader("reapit-customer", "NOBODY"));

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("does not have the application installed");
    }
  }

  @Test
  void a_customer_who_uninstalled_is_refused_until_the_application_is_installed_again() {
    try (var visitor = Visitor.signedIn(10)) {
      visitor.sandbox.reapit().disconnect("RES");
      var refused = visitor.get("/contacts");
      visitor.sandbox.reapit().connect("RES");

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("does not have the application installed");
      assertThat(visitor.get("/contacts").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void the_shared_sandbox_needs_no_installation() {
    try (var visitor = Visitor.signedIn(10)) {
      visitor.sandbox.reapit().disconnect("SBOX");

      assertThat(
              visitor
                  .send(visitor.request("/contacts").setHeader("reapit-customer", "SBOX"))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void a_scope_that_was_not_granted_is_missed() {
    var settings = SandboxSettings.demo();
    try (var visitor =
        new Visitor(
            settings.withReapit(settings.reapit().withScopes(List.of(Scope.CONTACTS_READ))))) {
      visitor.signIn();

      assertThat(visitor.get("/contacts").statusCode()).isEqualTo(200);
      assertThat(visitor.post("/contacts", Visitor.jo()).statusCode()).isEqualTo(403);
      assertThat(visitor.get("/offices").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void a_path_that_does_not_exist_is_answered_by_the_gateway() {
    try (var visitor = Visitor.signedIn(10)) {
      var answer = visitor.get("/contcats");

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    }
  }

  @Test
  void every_answer_has_a_request_id_and_the_sandbox_s_own_date() {
    try (var visitor = Visitor.signedIn(10)) {
      var answer = visitor.get("/contacts");

      assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
      assertThat(answer.headers().firstValue("Date")).contains("Mon, 23 Nov 2026 10:00:00 GMT");
    }
  }
}
