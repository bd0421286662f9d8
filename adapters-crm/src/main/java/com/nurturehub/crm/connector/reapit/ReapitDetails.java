package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.application.contact.PhoneNumbers;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Contact;
import com.nurturehub.crm.connector.reapit.ReapitPayloads.Detail;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where a contact's e-mail addresses and phone numbers stand at Reapit: one member for an address,
/// three for numbers, and a list of further details with labels of the agents' own making.
///
/// What is no address stays where it stands and is never overwritten; so does any further detail
/// that is neither an address nor a number. A number that stays keeps the CRM's spelling.
final class ReapitDetails {

  static final String FURTHER = "additionalContactDetails";

  private static final String EMAIL = "email";
  private static final String MOBILE = "mobilePhone";
  private static final String HOME = "homePhone";
  private static final String WORK = "workPhone";
  private static final String UK_MOBILE_START = "+447";

  private final PhoneNumbers numbers;
  private final Map<String, String> before;
  private final Map<String, String> now;
  private final List<Detail> furtherBefore;
  private final List<Detail> further;

  private ReapitDetails(PhoneNumbers numbers, Map<String, String> members, List<Detail> further) {
    this.numbers = numbers;
    this.before = Map.copyOf(members);
    this.now = new LinkedHashMap<>(members);
    this.furtherBefore = List.copyOf(further);
    this.further = new ArrayList<>(further);
  }

  static ReapitDetails none(PhoneNumbers numbers) {
    var members = new LinkedHashMap<String, String>();
    List.of(MOBILE, HOME, WORK, EMAIL).forEach(member -> members.put(member, ""));
    return new ReapitDetails(numbers, members, List.of());
  }

  static ReapitDetails of(Contact contact, PhoneNumbers numbers) {
    var members = new LinkedHashMap<String, String>();
    members.put(MOBILE, text(contact.mobilePhone()));
    members.put(HOME, text(contact.homePhone()));
    members.put(WORK, text(contact.workPhone()));
    members.put(EMAIL, text(contact.email()));
    return new ReapitDetails(numbers, members, contact.additionalContactDetails());
  }

  List<EmailAddress> emails() {
    var emails = new LinkedHashSet<EmailAddress>();
    address(at(EMAIL)).ifPresent(emails::add);
    further.forEach(detail -> address(detail.value()).ifPresent(emails::add));
    return List.copyOf(emails);
  }

  List<PhoneNumber> phones() {
    var phones = new LinkedHashSet<PhoneNumber>();
    for (var member : List.of(MOBILE, HOME, WORK)) {
      number(at(member)).ifPresent(phones::add);
    }
    further.forEach(detail -> number(detail).ifPresent(phones::add));
    return List.copyOf(phones);
  }

  /// Makes these the addresses.
  void become(Collection<EmailAddress> wanted) {
    further.removeIf(detail -> address(detail.value()).filter(not(wanted)).isPresent());
    var vacated = address(at(EMAIL)).filter(not(wanted)).isPresent();
    if (vacated) {
      now.put(EMAIL, "");
    }
    var missing = new ArrayList<>(wanted);
    missing.removeAll(emails());
    if (at(EMAIL).isBlank() && !missing.isEmpty()) {
      now.put(EMAIL, missing.removeFirst().value());
    } else if (vacated && !wanted.isEmpty()) {
      now.put(EMAIL, promoted(wanted));
    }
    missing.forEach(address -> further.add(new Detail(label("E-Mail"), address.value())));
  }

  /// Nobody shall find the one member for an address empty while there are further ones.
  private String promoted(Collection<EmailAddress> wanted) {
    var first = wanted.iterator().next();
    further.removeIf(detail -> address(detail.value()).filter(first::equals).isPresent());
    return first.value();
  }

  /// Makes these the numbers. A new one takes the place of one that goes, if any does.
  void call(Collection<PhoneNumber> wanted) {
    further.removeIf(detail -> number(detail).filter(not(wanted)).isPresent());
    var vacated = new ArrayList<String>();
    for (var member : List.of(MOBILE, HOME, WORK)) {
      if (number(at(member)).filter(not(wanted)).isPresent()) {
        now.put(member, "");
        vacated.add(member);
      }
    }
    var missing = new ArrayList<>(wanted);
    missing.removeAll(phones());
    missing.forEach(number -> place(number, vacated));
  }

  private void place(PhoneNumber number, List<String> vacated) {
    var order = new LinkedHashSet<String>();
    var isMobile = number.value().startsWith(UK_MOBILE_START);
    if (isMobile) {
      order.add(MOBILE);
    }
    order.addAll(vacated);
    order.addAll(List.of(HOME, WORK, MOBILE));
    order.stream()
        .filter(member -> at(member).isBlank())
        .findFirst()
        .ifPresentOrElse(
            member -> now.put(member, number.value()),
            () -> further.add(new Detail(label("Phone"), number.value())));
  }

  /// What has to be written for it, but for the further details.
  Map<String, Object> changed() {
    var changed = new LinkedHashMap<String, Object>();
    now.forEach((member, value) -> {
      if (!value.equals(before.get(member))) {
        changed.put(member, value);
      }
    });
    return changed;
  }

  /// The further details as a whole, because Reapit replaces the whole; nothing if none changed.
  Optional<List<Detail>> changedFurther() {
    return further.equals(furtherBefore) ? Optional.empty() : Optional.of(List.copyOf(further));
  }

  private String at(String member) {
    return now.getOrDefault(member, "");
  }

  private String label(String kind) {
    var number = 2;
    while (isTaken(kind + " " + number)) {
      number++;
    }
    return kind + " " + number;
  }

  private boolean isTaken(String label) {
    return further.stream().anyMatch(detail -> detail.type().equals(label));
  }

  private static Optional<EmailAddress> address(String text) {
    return EmailAddress.isValid(text) ? Optional.of(new EmailAddress(text)) : Optional.empty();
  }

  private Optional<PhoneNumber> number(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(numbers.read(text));
  }

  /// Among the further details only what can be dialled is a number, and a fax machine is nobody to
  /// talk to.
  private Optional<PhoneNumber> number(Detail detail) {
    if (address(detail.value()).isPresent() || isFax(detail) || isTooLong(detail)) {
      return Optional.empty();
    }
    return number(detail.value()).filter(PhoneNumber::isDiallable);
  }

  private static boolean isFax(Detail detail) {
    return detail.type().toLowerCase(Locale.ROOT).contains("fax");
  }

  private static boolean isTooLong(Detail detail) {
    return detail.value().length() > 100
        || detail.value().chars().anyMatch(Character::isISOControl);
  }

  private static <T> Predicate<T> not(Collection<T> wanted) {
    var set = Set.copyOf(wanted);
    return value -> !set.contains(value);
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
