package com.nurturehub.crm.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void cells_are_quoted_and_a_line_ends_as_the_standard_says() {
    assertThat(Csv.line(List.of("one", "", "a, b"))).isEqualTo("\"one\",\"\",\"a, b\"\r\n");
  }

  @Test
  void a_quotation_mark_within_is_doubled_and_a_line_break_stays() {
    assertThat(Csv.line(List.of("the \"Hall\"\nat Oxford")))
        .isEqualTo("\"the \"\"Hall\"\"\nat Oxford\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+44", "-1", "@now", "\t=1", "\r=1", "\n=1"})
  void nothing_is_taken_for_a_formula(String text) {
    assertThat(Csv.line(List.of(text))).isEqualTo("\"'" + text + "\"\r\n");
  }
}
