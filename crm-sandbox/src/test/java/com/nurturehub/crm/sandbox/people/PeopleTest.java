package com.nurturehub.crm.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeopleTest {

  private static final int COUNT = 20_000;

  private final People people = new People(Dice.of(7, "agency"), COUNT);

  @Test
  void the_same_seed_and_number_are_the_same_person() {
    var again = new People(Dice.of(7, "agency"), COUNT);

    assertThat(IntStream.range(0, 500).mapToObj(people::person))
        .containsExactlyElementsOf(IntStream.range(0, 500).mapToObj(again::person).toList());
  }

  @Test
  void another_seed_is_other_people() {
    var others = new People(Dice.of(8, "agency"), COUNT);

    assertThat(others.person(1)).isNotEqualTo(people.person(1));
  }

  @Test
  void everybody_can_be_reached_somehow() {
    assertThat(IntStream.range(0, COUNT).mapToObj(people::person))
        .allMatch(person ->
            person.email() != null || person.mobilePhone() != null || person.homePhone() != null);
  }

  @Test
  void everybody_is_found_by_each_number_and_address() {
    for (int number = 0; number < COUNT; number++) {
      var person = people.person(number);
      var details = new HashSet<String>(person.furtherEmails());
      add(details, person.email());
      add(details, person.mobilePhone());
      add(details, person.homePhone());
      add(details, person.workPhone());
      for (var detail : details) {
        assertThat(people.owners(detail)).as(detail).contains(number);
      }
    }
  }

  @Test
  void no_two_people_share_an_address_for_mail() {
    var emails = new HashSet<String>();

    assertThat(IntStream.range(0, COUNT).mapToObj(people::person))
        .allMatch(person -> person.email() == null || emails.add(person.email()));
  }

  @Test
  void some_couples_share_a_telephone_and_some_people_have_two_addresses_or_none() {
    var couples = 0;
    for (int number = 0; number < COUNT; number += 2) {
      var one = people.person(number).mobilePhone();
      var other = people.person(number + 1).mobilePhone();
      if (one != null && other != null && People.digitsOf(one).equals(People.digitsOf(other))) {
        couples++;
      }
    }

    assertThat(couples).isBetween(COUNT / 200, COUNT / 20);
    assertThat(IntStream.range(0, COUNT).mapToObj(people::person))
        .anyMatch(person -> person.email() == null)
        .anyMatch(person -> !person.furtherEmails().isEmpty());
  }

  @Test
  void spellings_of_a_telephone_number_do_not_matter() {
    for (var spelling :
        new String[] {
          "07123 456789", "+44 7123 456789", "0044 7123 456789", "(07123) 456-789", "+447123456789"
        }) {
      assertThat(People.digitsOf(spelling)).isEqualTo("07123456789");
    }
    assertThat(People.digitsOf("+44 (0)1865 234567")).isEqualTo("01865234567");
  }

  private static void add(Set<String> details, @Nullable String one) {
    if (one != null) {
      details.add(one);
    }
  }
}
