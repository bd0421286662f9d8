package com.nurturehub.crm.connector.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UkPhoneNumbersTest {

  private final UkPhoneNumbers numbers = new UkPhoneNumbers();

  @ParameterizedTest
  @CsvSource({
    "01865 522111,              +441865522111",
    "(01865) 522-111,           +441865522111",
    "07700 900123,              +447700900123",
    "+44 (0)7700 900123,        +447700900123",
    "0044 1865 522111,          +441865522111",
    "+33 1 42 68 53 00,         +33142685300",
    "07400 123456 (wife),       +447400123456",
    "Mob: 07400 123456,         +447400123456",
    "  020 7946 0018  ,         +442079460018",
  })
  void what_agents_type_is_read_as_a_number(String typed, String read) {
    assertThat(numbers.read(typed).value()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "ask for Jim",
    "call after 6pm flat 12",
    "12345",
    "01865 522111 ext 12",
    "07400 123456 or 07400 654321 (son)",
    "ex-directory",
    "-",
  })
  void what_is_no_single_number_stays_as_it_was_typed(String typed) {
    assertThat(numbers.read(typed).value()).isEqualTo(typed);
  }

  @ParameterizedTest
  @CsvSource({"01865 522111", "ask for Jim", "07400 123456 (wife)", "+4420794600"})
  void reading_twice_changes_nothing(String typed) {
    var once = numbers.read(typed);

    assertThat(numbers.read(once.value())).isEqualTo(once);
  }

  @Test
  void a_novel_is_no_phone_number() {
    assertThatIllegalArgumentException().isThrownBy(() -> numbers.read("7".repeat(10_000)));
  }
}
