package com.nurturehub.crm.persistence;

import static com.nurturehub.crm.testkit.Times.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.agency.AgencyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever people type arrives in the database as they typed it.
class PageColumnsTest {

  private static final PageColumns<List<String>> TEXTS =
      PageColumns.of(
          PageColumns.text("one", List::getFirst), PageColumns.texts("many", row -> row));

  private record Row(UUID id, long number, boolean flag, Optional<Instant> at, String text) {}

  private static final PageColumns<Row> ALL_KINDS =
      PageColumns.of(
          PageColumns.uuid("id", Row::id),
          PageColumns.number("number", Row::number),
          PageColumns.flag("flag", Row::flag),
          PageColumns.maybeInstant("at", Row::at),
          PageColumns.bytes("bytes", row -> row.text().getBytes(StandardCharsets.ISO_8859_1)));

  private final JooqTransactions transactions = PostgresStorage.shared().transactions();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "NULL",
        "null",
        "{}",
        "{a,b}",
        "a,b",
        "\"",
        "\"quoted\"",
        "back\\slash",
        "\\",
        "\\\\x41",
        "'; drop table contact; --",
        "?",
        "{0}",
        "$1",
        ":name",
        "line\nbreak\ttab",
        "éÉ e\u0301",
        "أبو",
        "😀",
        "\u202Eright to left"
      })
  void awkward_text_arrives_as_it_was_typed(String text) {
    var rows = fetch(List.of(List.of(text, "other", text)));

    assertThat(rows).containsExactly(List.of(text, text, "other", text));
  }

  @Test
  void rows_arrive_in_their_order_with_arrays_of_any_length() {
    var rows =
        fetch(List.of(List.of("b"), List.of("a", "a", "a"), List.of("c", "\"", "\\", "{", "}")));

    assertThat(rows)
        .containsExactly(
            List.of("b", "b"),
            List.of("a", "a", "a", "a"),
            List.of("c", "c", "\"", "\\", "{", "}"));
  }

  @Test
  void every_kind_of_value_arrives() {
    var id = new UUID(0x8000_0000_0000_7000L, -1);
    var row = new Row(id, Long.MIN_VALUE, true, Optional.of(NINE), "\u0000\u00ff'\\");

    var fetched =
        transactions.in(
            new AgencyId("acme"),
            () ->
                transactions
                    .here()
                    .fetchSingle(
                        "select * from " + ALL_KINDS.source() + " as page",
                        ALL_KINDS.binds(List.of(row))));

    assertThat(fetched.get("id")).isEqualTo(id);
    assertThat(fetched.get("number")).isEqualTo(Long.MIN_VALUE);
    assertThat(fetched.get("flag")).isEqualTo(true);
    assertThat(fetched.get("at", Instant.class)).isEqualTo(NINE);
    assertThat(fetched.get("bytes")).isEqualTo(new byte[] {0, -1, '\'', '\\'});
  }

  private List<List<String>> fetch(List<List<String>> rows) {
    return transactions.in(
        new AgencyId("acme"),
        () ->
            transactions
                .here()
                .fetch("select one, many from " + TEXTS.source() + " as page", TEXTS.binds(rows))
                .map(row -> {
                  var all = new ArrayList<String>();
                  all.add(row.get("one", String.class));
                  all.addAll(Arrays.asList(row.get("many", String[].class)));
                  return List.copyOf(all);
                }));
  }
}
