package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.connector.loop.LoopFields.Field;
import com.nurturehub.crm.connector.loop.LoopPayloads.Person;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A person's telephone numbers, each in one of three places. A number that stays keeps its place
/// and its spelling.
final class LoopPhones {

  static final List<Field> PLACES = List.of(Field.MOBILE, Field.HOME_PHONE, Field.WORK_PHONE);

  private static final String UK_MOBILE_START = "+447";

  private final PhoneNumbers numbers;
  private final Map<Field, String> before = new EnumMap<>(Field.class);
  private final Map<Field, String> now = new EnumMap<>(Field.class);

  private LoopPhones(PhoneNumbers numbers, Map<Field, String> given) {
    this.numbers = numbers;
    PLACES.forEach(place -> before.put(place, given.getOrDefault(place, "")));
    now.putAll(before);
  }

  static LoopPhones none(PhoneNumbers numbers) {
    return new LoopPhones(numbers, Map.of());
  }

  static LoopPhones of(Person person, PhoneNumbers numbers) {
    return new LoopPhones(numbers, person.texts());
  }

  List<PhoneNumber> all() {
    var all = new LinkedHashSet<PhoneNumber>();
    PLACES.forEach(place -> at(place).ifPresent(all::add));
    return List.copyOf(all);
  }

  /// Makes these the numbers. A new one takes the place of one that goes, if any does.
  LoopPhones become(Collection<PhoneNumber> wanted) {
    var keep = Set.copyOf(wanted);
    var vacated = new ArrayList<Field>();
    for (var place : PLACES) {
      if (at(place).filter(number -> !keep.contains(number)).isPresent()) {
        now.put(place, "");
        vacated.add(place);
      }
    }
    var missing = new ArrayList<>(wanted);
    missing.removeAll(all());
    missing.forEach(number -> place(number, vacated));
    return this;
  }

  private void place(PhoneNumber number, List<Field> vacated) {
    var order = new LinkedHashSet<Field>();
    if (number.value().startsWith(UK_MOBILE_START)) {
      order.add(Field.MOBILE);
    }
    order.addAll(vacated);
    order.addAll(List.of(Field.HOME_PHONE, Field.WORK_PHONE, Field.MOBILE));
    order.stream()
        .filter(place -> at(place).isEmpty())
        .findFirst()
        .ifPresent(place -> now.put(place, number.value()));
  }

  /// What has to be written for it.
  Map<Field, String> changed() {
    var changed = new EnumMap<Field, String>(Field.class);
    now.forEach((place, value) -> {
      if (!value.equals(before.get(place))) {
        changed.put(place, value);
      }
    });
    return changed;
  }

  private Optional<PhoneNumber> at(Field place) {
    var text = now.getOrDefault(place, "");
    return text.isBlank() ? Optional.empty() : Optional.of(numbers.read(text));
  }
}
