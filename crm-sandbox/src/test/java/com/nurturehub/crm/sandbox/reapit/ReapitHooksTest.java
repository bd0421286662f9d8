package com.nurturehub.crm.sandbox.reapit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReapitHooksTest {

  private static final String HOOK =
      """
      {"url": "https://hooks.example.com/reapit", "description": "ours",
       "topicIds": ["contacts.modified", "contacts.created"], "active": true,
       "ignoreEtagOnlyChanges": true}
      """;

  private final Visitor visitor = Visitor.signedIn(10);

  @AfterEach
  void close() {
    visitor.close();
  }

  @Test
  void a_hook_is_made_read_replaced_and_removed() {
    var made = visitor.post("/resthooks/", HOOK);
    var location = made.headers().firstValue("Location").orElseThrow();
    var path = "/resthooks/" + location.substring(location.lastIndexOf('/') + 1);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(visitor.get(path).body())
        .contains("\"topicIds\":[\"contacts.created\",\"contacts.modified\"]")
        .contains("\"ignoreEtagOnlyChanges\":true");
    assertThat(visitor.put(path, HOOK.replace("ours", "theirs")).statusCode()).isEqualTo(201);
    assertThat(visitor.get(path).body()).contains("theirs");
    assertThat(visitor.delete(path).statusCode()).isEqualTo(201);
    assertThat(visitor.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void a_hook_belongs_to_the_customer_who_called() {
    visitor.post("/resthooks/", HOOK);

    assertThat(Visitor.json(visitor.get("/resthooks/?active=true")).path("totalCount").asInt())
        .isEqualTo(1);
    assertThat(
            Visitor.json(
                    visitor.send(
                        visitor.request("/resthooks/").setHeader("reapit-customer", "DXX")))
                .path("totalCount")
                .asInt())
        .isZero();
  }

  @Test
  void a_hook_to_nowhere_or_of_nothing_is_refused() {
    assertThat(visitor.post("/resthooks/", HOOK.replace("https:", "ftp:")).statusCode())
        .isEqualTo(422);
    assertThat(visitor.post("/resthooks/", HOOK.replace("hooks.", "execute-api.")).statusCode())
        .isEqualTo(422);
    assertThat(
            visitor.post("/resthooks/", HOOK.replace("contacts.created", "no.such")).statusCode())
        .isEqualTo(422);
  }
}
