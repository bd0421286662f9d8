package com.nurturehub.crm.sandbox.admin;

import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.http.Answer;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import com.nurturehub.crm.sandbox.time.SandboxClock;
import java.time.Duration;
import java.util.List;

/// The tester's entrance.
public final class Admin implements Answer {

  private final List<Crm> crms;
  private final SandboxClock clock;
  private final Routes routes = new Routes();

  public Admin(List<Crm> crms, SandboxClock clock) {
    this.crms = List.copyOf(crms);
    this.clock = clock;
    routes
        .on("GET", "/", "about", _ -> about())
        .on("GET", "/clock", "clock", _ -> time())
        .on("PUT", "/clock", "clock.set", this::setTime);
    for (var crm : crms) {
      new AdminDesk(crm).addRoutes(routes);
      new AdminTrouble(crm).addRoutes(routes);
      new AdminJournal(crm).addRoutes(routes);
      crm.addAdminRoutes(routes);
    }
  }

  @Override
  public Reply to(Call call) {
    return routes
        .find(call.method(), call.path())
        .map(match -> match.answer().to(call.with(match.named())))
        .orElseGet(
            () -> Reply.json(404, Json.object().put("message", "there is no such admin call")));
  }

  private Reply about() {
    var answer = Json.object();
    answer.put("now", clock.instant().toString());
    for (var crm : crms) {
      crm.customers().forEach(answer.withArrayProperty(crm.name())::add);
    }
    return Reply.json(200, answer);
  }

  private Reply time() {
    return Reply.json(
        200,
        Json.object()
            .put("now", clock.instant().toString())
            .put("offsetMillis", clock.offset().toMillis()));
  }

  private Reply setTime(Call call) {
    var wish = AdminBodies.of(call);
    if (wish.has("offsetMillis")) {
      clock.setOffset(Duration.ofMillis(wish.path("offsetMillis").asLong()));
    }
    if (wish.has("advanceMillis")) {
      clock.advance(Duration.ofMillis(wish.path("advanceMillis").asLong()));
    }
    return time();
  }
}
