package com.nurturehub.crm.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {

  private final Visitor visitor = Visitor.signedIn(60);

  @AfterEach
  void close() {
    visitor.close();
  }

  @Test
  void a_fault_strikes_the_next_calls_and_then_rests() {
    fault(
        "{\"kind\": \"refuse\", \"status\": 503, \"operation\": \"contacts.list\", \"times\": 2}");

    assertThat(visitor.get("/offices").statusCode()).isEqualTo(200);
    assertThat(visitor.get("/contacts").statusCode()).isEqualTo(503);
    assertThat(visitor.get("/contacts").statusCode()).isEqualTo(503);
    assertThat(visitor.get("/contacts").statusCode()).isEqualTo(200);
  }

  @Test
  void a_fault_strikes_one_customer_only() {
    fault("{\"kind\": \"refuse\", \"customer\": \"DXX\"}");

    assertThat(visitor.get("/contacts").statusCode()).isEqualTo(200);
    assertThat(
            visitor
                .send(visitor.request("/contacts").setHeader("reapit-customer", "DXX"))
                .statusCode())
        .isEqualTo(500);
  }

  @Test
  void a_fault_at_a_rate_strikes_as_the_seed_says() {
    fault("{\"kind\": \"refuse\", \"status\": [500, 502, 503], \"rate\": 0.5}");
    var statuses = new HashSet<Integer>();
    var struck = 0;
    for (int call = 0; call < 100; call++) {
      var status = visitor.get("/offices").statusCode();
      statuses.add(status);
      struck += status == 200 ? 0 : 1;
    }

    assertThat(struck).isBetween(30, 70);
    assertThat(statuses).containsExactlyInAnyOrder(200, 500, 502, 503);
  }

  @Test
  void a_rate_limit_may_say_when_to_come_back() {
    fault("{\"kind\": \"refuse\", \"status\": 429, \"retryAfterSeconds\": 7, \"times\": 1}");

    var answer = visitor.get("/contacts");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void a_time_out_before_the_write_leaves_nothing_behind() {
    fault("{\"kind\": \"timeOutBefore\", \"holdMillis\": 0, \"times\": 1}");

    assertThat(visitor.post("/contacts", Visitor.jo()).statusCode()).isEqualTo(504);
    assertThat(visitor.ids("?email=jo@mail.example")).isEmpty();
  }

  @Test
  void a_time_out_after_the_write_leaves_the_write_behind() {
    fault("{\"kind\": \"timeOutAfter\", \"holdMillis\": 0, \"times\": 1}");

    var answer = visitor.post("/contacts", Visitor.jo());

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(visitor.ids("?email=jo@mail.example")).hasSize(1);
  }

  @Test
  void a_connection_is_cut_before_or_after_the_write() {
    fault("{\"kind\": \"cutBefore\", \"operation\": \"contacts.create\", \"times\": 1}");
    assertThatThrownBy(() -> visitor.post("/contacts", Visitor.jo()))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(visitor.ids("?email=jo@mail.example")).isEmpty();

    fault("{\"kind\": \"cutAfter\", \"operation\": \"contacts.create\", \"times\": 1}");
    assertThatThrownBy(() -> visitor.post("/contacts", Visitor.jo()))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(visitor.ids("?email=jo@mail.example")).hasSize(1);
  }

  @Test
  void a_body_ends_half_way() {
    fault("{\"kind\": \"truncate\", \"times\": 1}");

    assertThatThrownBy(() -> visitor.get("/contacts")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_body_is_no_json_or_no_json_at_all() {
    fault("{\"kind\": \"garble\", \"times\": 1}");
    assertThat(Json.objectIn(Bytes.of(visitor.get("/contacts").body()))).isEmpty();

    fault("{\"kind\": \"wrongType\", \"times\": 1}");
    assertThat(visitor.get("/contacts").headers().firstValue("Content-Type"))
        .contains("text/html; charset=utf-8");
  }

  @Test
  void an_answer_points_to_another_host() {
    fault("{\"kind\": \"redirect\", \"to\": \"https://evil.example/\", \"times\": 1}");

    var answer = visitor.get("/contacts");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("https://evil.example/");
  }

  @Test
  void a_small_body_unpacks_to_a_large_one() throws Exception {
    fault("{\"kind\": \"gzipBomb\", \"bytes\": 50000000, \"times\": 1}");
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(visitor.request("/contacts").build(), HttpResponse.BodyHandlers.ofByteArray());

      assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(answer.body()).hasSizeLessThan(100_000);
      assertThat(unpackedLength(answer.body())).isEqualTo(50_000_002);
    }
  }

  @Test
  void a_slow_body_arrives_whole() {
    var plain = visitor.get("/offices").body();
    fault("{\"kind\": \"slowBody\", \"bytes\": 1000, \"millis\": 1, \"times\": 1}");

    assertThat(visitor.get("/offices").body()).isEqualTo(plain);
  }

  @Test
  void a_page_is_cut_short_without_a_word() {
    fault("{\"kind\": \"page\", \"twist\": \"cut_short\", \"times\": 1}");

    var page = Visitor.json(visitor.get("/contacts?pageSize=30"));

    assertThat(page.path("pageCount").asInt()).isEqualTo(30);
    assertThat(page.path("_embedded").size()).isEqualTo(20);
  }

  @Test
  void a_page_has_a_contact_twice() {
    fault("{\"kind\": \"page\", \"twist\": \"duplicate\", \"times\": 1}");

    var ids = visitor.ids("?pageSize=30");

    assertThat(ids).hasSize(30);
    assertThat(new HashSet<>(ids)).hasSize(29);
  }

  @Test
  void there_is_always_another_page() {
    fault("{\"kind\": \"page\", \"twist\": \"endless\"}");

    var page = Visitor.json(visitor.get("/contacts?pageSize=30&pageNumber=900"));

    assertThat(page.path("_embedded").size()).isEqualTo(30);
    assertThat(page.path("_links").path("next").path("href").asString(""))
        .contains("PageNumber=901");
  }

  @Test
  void a_contact_on_a_page_has_no_name_or_far_too_much_of_one() {
    fault("{\"kind\": \"page\", \"twist\": \"nameless\", \"times\": 1}");
    assertThat(visitor.contacts("").getFirst().path("surname").isNull()).isTrue();

    fault("{\"kind\": \"page\", \"twist\": \"huge_field\", \"times\": 1}");
    assertThat(visitor.get("/contacts?pageSize=1").body()).hasSizeGreaterThan(10_000_000);
  }

  @Test
  void a_poisoned_contact_fails_every_page_it_is_on() {
    var ids = visitor.ids("?pageSize=4");
    visitor.sandbox.reapit().desk("RES").poison(ids.get(2));

    assertThat(visitor.get("/contacts?pageSize=4").statusCode()).isEqualTo(500);
    assertThat(visitor.get("/contacts/" + ids.get(2)).statusCode()).isEqualTo(500);
    assertThat(visitor.ids("?pageSize=2")).isEqualTo(ids.subList(0, 2));
    assertThat(visitor.ids("?pageSize=1&pageNumber=4")).isEqualTo(ids.subList(3, 4));
    visitor.sandbox.reapit().desk("RES").heal(ids.get(2));
    assertThat(visitor.ids("?pageSize=4")).isEqualTo(ids);
  }

  @ParameterizedTest
  @EnumSource(Deformity.class)
  void a_contact_out_of_shape_leaves_its_page_readable(Deformity how) {
    var ids = visitor.ids("?pageSize=3");
    var desk = visitor.sandbox.reapit().desk("RES");

    desk.deform(ids.get(1), how);

    var page = visitor.contacts("?pageSize=3");
    assertThat(page).hasSize(3);
    assertThat(page.get(2).path("id").asString("")).isEqualTo(ids.get(2));
    desk.edit(ids.get(1), Json.object().put("surname", "Mended").put("id", ids.get(1)));
    assertThat(visitor.contact(ids.get(1)).path("surname").asString("")).isEqualTo("Mended");
  }

  @Test
  void half_a_surrogate_pair_reaches_the_wire() {
    var id = visitor.anyId();
    visitor.sandbox.reapit().desk("RES").deform(id, Deformity.LONE_SURROGATE);

    assertThat(visitor.get("/contacts/" + id).body()).contains("\"surname\":\"Sm\\uD83Dith\"");
  }

  @Test
  void faults_are_listed_and_lifted() {
    var id = Visitor.json(fault("{\"kind\": \"refuse\"}")).path("id").asInt();
    visitor.get("/contacts");

    assertThat(visitor.admin("GET", "/reapit/faults", "").body())
        .contains("Refuse")
        .contains("\"struck\":1");
    assertThat(visitor.admin("DELETE", "/reapit/faults/" + id, "").statusCode()).isEqualTo(204);
    assertThat(visitor.get("/contacts").statusCode()).isEqualTo(200);
    assertThat(visitor.admin("POST", "/reapit/faults", "{\"kind\": \"flood\"}").statusCode())
        .isEqualTo(400);
  }

  private HttpResponse<String> fault(String json) {
    return visitor.admin("POST", "/reapit/faults", json);
  }

  private static long unpackedLength(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
