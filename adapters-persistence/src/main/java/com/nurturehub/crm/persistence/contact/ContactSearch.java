package com.nurturehub.crm.persistence.contact;

import static com.nurturehub.crm.persistence.generated.Tables.CONTACT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.val;

import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.domain.contact.PersonName;
import java.util.ArrayList;
import java.util.Locale;
import org.jooq.Condition;

/// A filter as a condition on rows. Every contact of the agency is looked at: the operators that
/// could use an index for a part of a text are closed to it by row-level security.
final class ContactSearch {

  private static final int NUMBER_DIGITS_MIN = 3;

  private ContactSearch() {}

  static Condition of(ContactFilter filter) {
    var category =
        filter
            .category()
            .map(wanted -> val(wanted.name()).eq(any(CONTACT.CATEGORIES)))
            .orElse(noCondition());
    var archived =
        switch (filter.archived()) {
          case INCLUDED -> noCondition();
          case EXCLUDED -> CONTACT.ARCHIVED_AT.isNull();
          case ONLY -> CONTACT.ARCHIVED_AT.isNotNull();
        };
    return category
        .and(archived)
        .and(filter.text().map(ContactSearch::typed).orElse(noCondition()));
  }

  /// The words of a name, and those that begin after a hyphen or an apostrophe.
  static String words(PersonName name) {
    var full = name.full().toLowerCase(Locale.ROOT);
    var parts = full.replaceAll("[-'’]", " ");
    return " " + (parts.equals(full) ? full : full + " " + parts);
  }

  private static Condition typed(String text) {
    var wanted = text.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return noCondition();
    }
    var part = "%" + escaped(wanted) + "%";
    var ways = new ArrayList<Condition>();
    ways.add(CONTACT.NAME_WORDS.like("% " + escaped(wanted) + "%"));
    ways.add(condition("array_to_string(emails, ' ') like ?", part));
    ways.add(condition("lower(array_to_string(phones, '\n')) like ?", part));
    var digits = nationalDigits(wanted);
    if (digits.length() >= NUMBER_DIGITS_MIN) {
      ways.add(condition("array_to_string(phones, ' ') like ?", "%" + digits + "%"));
    }
    return or(ways);
  }

  /// "01865 522" is typed for what is kept as "+441865522111".
  private static String nationalDigits(String typed) {
    return typed.matches("[0-9 ()+./-]+")
        ? typed.replaceAll("[^0-9]", "").replaceFirst("^0+", "")
        : "";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
