package com.nurturehub.crm.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalFormTest {

  private static PersonName surname(String surname) {
    return new PersonName("", "", surname);
  }

  @Test
  void names_are_stripped() {
    assertThat(new PersonName(" Ms ", "\tAda\u2003", "\nByron "))
        .isEqualTo(new PersonName("Ms", "Ada", "Byron"));
  }

  @Test
  void an_accent_that_was_typed_apart_is_the_same_letter() {
    assertThat(surname("Zoe\u0308")).isEqualTo(surname("Zo\u00EB"));
  }

  @Test
  void text_from_right_to_left_is_kept_as_it_is() {
    assertThat(surname("\u0623\u0628\u0648 \u0628\u0643\u0631\u200F").surname())
        .isEqualTo("\u0623\u0628\u0648 \u0628\u0643\u0631\u200F");
  }

  @Test
  void letters_beyond_the_first_plane_are_kept_as_they_are() {
    assertThat(surname("\uD835\uDC9C \uD83D\uDE00").surname())
        .isEqualTo("\uD835\uDC9C \uD83D\uDE00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada\u0000Byron", "Ada\u0007", "Ada\nByron", "Ada\u0085x", "\u009FAda"})
  void control_characters_are_refused(String typed) {
    assertThatIllegalArgumentException().isThrownBy(() -> surname(typed + "x"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
  void half_a_surrogate_pair_is_refused(int half) {
    var broken = "Ada" + (char) half + "x";

    assertThatIllegalArgumentException().isThrownBy(() -> surname(broken));
    assertThatIllegalArgumentException().isThrownBy(() -> new ExternalId(broken));
    assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber(broken));
    assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("a@" + broken));
  }

  @Test
  void a_name_of_ten_megabytes_is_refused_in_words_that_do_not_repeat_it() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> surname("x".repeat(10_000_000)))
        .withMessage("surname is longer than 200 characters");
  }

  @Test
  void a_name_may_have_200_characters_and_no_more() {
    assertThat(surname("x".repeat(200)).surname()).hasSize(200);
    assertThat(surname(" ".repeat(100) + "x".repeat(200)).surname()).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> surname("x".repeat(201)));
  }

  @Test
  void e_mail_addresses_are_lower_cased_also_where_the_machine_is_turkish() {
    assertThat(new EmailAddress(" ADA.LINTON+Home@Example.COM ").value())
        .isEqualTo("ada.linton+home@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ada", "@x.org", "ada@", "a@b@c", "ada @x.org", "ada@x\u2003org"})
  void what_is_no_e_mail_address_is_refused(String typed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmailAddress(typed))
        .withMessage("not an e-mail address");
    assertThat(EmailAddress.isValid(typed)).isFalse();
  }

  @Test
  void what_is_an_e_mail_address_is_known_as_one() {
    assertThat(EmailAddress.isValid("o'neil+x@sub.example.co.uk")).isTrue();
  }

  @Test
  void a_note_may_stand_for_a_phone_number_but_cannot_be_dialled() {
    assertThat(new PhoneNumber(" ask for Jim ").value()).isEqualTo("ask for Jim");
    assertThat(new PhoneNumber("ask for Jim").isDiallable()).isFalse();
    assertThat(new PhoneNumber("+44").isDiallable()).isFalse();
    assertThat(new PhoneNumber("+441865522111").isDiallable()).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber("  "));
  }

  @Test
  void a_value_given_twice_is_there_once_and_the_first_is_the_preferred_one() {
    var details =
        new ContactDetails(
            PersonName.NONE,
            List.of(
                new EmailAddress("b@x.org"),
                new EmailAddress("a@x.org"),
                new EmailAddress("B@x.org")),
            List.of(),
            PostalAddress.NONE,
            Set.of());

    assertThat(details.emails())
        .containsExactly(new EmailAddress("b@x.org"), new EmailAddress("a@x.org"));
  }

  @Test
  void nobody_has_more_than_50_e_mail_addresses() {
    var many = IntStream.range(0, 51).mapToObj(i -> new EmailAddress("a" + i + "@x.org")).toList();

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ContactDetails(PersonName.NONE, many, List.of(), PostalAddress.NONE, Set.of()));
  }

  @Test
  void a_country_alone_is_no_address() {
    var abroad = new PostalAddress("", "", "", "", "", "", "", "FR");

    assertThat(abroad.isEmpty()).isTrue();
    assertThat(PostalAddress.NONE.isEmpty()).isTrue();
    assertThat(new PostalAddress("", "", "", "", "", "", "OX1", "").isEmpty()).isFalse();
  }

  @Test
  void a_name_is_written_as_on_an_envelope() {
    assertThat(new PersonName("Ms", "", "Byron").full()).isEqualTo("Ms Byron");
    assertThat(new PersonName("Ms", "", "").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\u0000b"})
  void what_is_no_external_id_is_refused(String sent) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ExternalId(sent));
  }

  @Test
  void an_external_id_is_kept_letter_by_letter() {
    assertThat(new ExternalId(" a'B\u0308 ").value()).isEqualTo(" a'B\u0308 ");
    assertThatIllegalArgumentException().isThrownBy(() -> new ExternalId("x".repeat(201)));
  }
}
