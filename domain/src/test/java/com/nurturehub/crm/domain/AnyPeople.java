package com.nurturehub.crm.domain;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactCategory;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// People from a seed, biased to trouble: equal times, empty values, accents, addresses with a
/// plus.
public final class AnyPeople {

  private static final List<String> NAMES =
      List.of("", "Byron", "byron", "Zoë", "Zoe\u0308", "O'Neil", "أبو بكر", "\uD835\uDC9C", "x");
  private static final List<String> EMAILS =
      List.of("a@x.org", "A@X.org", "a+tag@x.org", "b@x.org", "c@x.org");
  private static final List<String> PHONES = List.of("+441865522111", "+442", "ask for Jim");
  private static final List<Instant> TIMES =
      List.of(
          Times.EIGHT,
          Times.NINE,
          Times.NINE,
          Times.NINE.plusMillis(1),
          Instant.parse("2026-03-02T09:00:00Z"),
          Times.TEN);

  private final Random chance;

  public AnyPeople(long seed) {
    chance = new Random(seed);
  }

  public Person person() {
    var person = Person.ada().titled(any(NAMES)).surnamed(any(NAMES));
    person = person.at(some(EMAILS)).on(some(PHONES));
    person = chance.nextBoolean() ? person.living(any(NAMES), any(NAMES)) : person;
    return person.being(
        IntStream.range(0, chance.nextInt(3))
            .mapToObj(_ -> any(List.of(ContactCategory.values())))
            .toArray(ContactCategory[]::new));
  }

  /// The same person, maybe edited in a field or two.
  public Person edited(Person person) {
    return switch (chance.nextInt(6)) {
      case 0 -> person;
      case 1 -> person.titled(any(NAMES));
      case 2 -> person.surnamed(any(NAMES));
      case 3 -> person.at(some(EMAILS));
      case 4 -> person.on(some(PHONES));
      default -> edited(edited(person));
    };
  }

  public Person saying(Person person) {
    return person.saying(Channel.EMAIL, any(List.of(ConsentStatus.values())), time());
  }

  public Instant time() {
    return any(TIMES);
  }

  private String[] some(List<String> values) {
    return IntStream.range(0, chance.nextInt(3)).mapToObj(_ -> any(values)).toArray(String[]::new);
  }

  private <T> T any(List<T> values) {
    return values.get(chance.nextInt(values.size()));
  }
}
