package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoApi.Written;
import com.nurturehub.crm.connector.alto.AltoPayloads.Note;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.Signal.Engagement;
import com.nurturehub.crm.domain.contact.Signals;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The one file note per person in which Alto's agents see what NurtureHub measured. It is found
/// again by its title, which nobody at Alto sees, and then replaced.
record AltoScoreNote(AltoApi api, AltoBodies bodies) {

  private static final String TITLE = "NurtureHub ";

  /// Returns why Alto did not take it, if it did not.
  Optional<String> tell(String household, boolean shared, Contact contact) {
    var title = TITLE + contact.id();
    var text = text(contact, shared);
    return api.notes(household).stream()
        .filter(note -> note.title().equals(title))
        .findFirst()
        .map(note -> replaced(note, household, title, text))
        .orElseGet(() -> added(household, title, text));
  }

  private Optional<String> replaced(Note note, String household, String title, String text) {
    if (note.notes().equals(text)) {
      return Optional.empty();
    }
    var patch = bodies.notePatch(text);
    return switch (api.replaceNote(note.id(), patch)) {
      case Written.Done _ -> Optional.empty();
      case Written.Refused(var problem) -> Optional.of(AltoFailures.refusal(problem, patch));
      case Written.Unknown _, Written.Duplicate _ -> added(household, title, text);
    };
  }

  private Optional<String> added(String household, String title, String text) {
    var note = bodies.note(household, title, text);
    return switch (api.addNote(note)) {
      case Written.Done _ -> Optional.empty();
      case Written.Refused(var problem) -> Optional.of(AltoFailures.refusal(problem, note));
      case Written.Unknown _, Written.Duplicate _ ->
          Optional.of("Alto does not take a file note about this contact.");
    };
  }

  static String text(Contact contact, boolean shared) {
    var signals = contact.signals();
    var parts = new ArrayList<String>();
    if (signals.scoredAt().isAfter(Instant.EPOCH)) {
      parts.add(
          "intent score %d of 100%s on %s"
              .formatted(signals.score(), signals.hot() ? " (hot)" : "", day(signals.scoredAt())));
    }
    if (signals.statusAt().isAfter(Instant.EPOCH)) {
      parts.add(
          "status %s since %s"
              .formatted(
                  signals.status().name().toLowerCase(Locale.ROOT), day(signals.statusAt())));
    }
    parts.addAll(engagements(signals));
    var who = shared ? " about " + contact.details().name().full() : "";
    return "NurtureHub%s: %s.".formatted(who, String.join(", ", parts));
  }

  private static List<String> engagements(Signals signals) {
    var counted = new ArrayList<String>();
    for (var engagement : Engagement.values()) {
      if (signals.count(engagement) > 0) {
        counted.add(
            "%s %d"
                .formatted(engagement.name().toLowerCase(Locale.ROOT), signals.count(engagement)));
      }
    }
    return counted;
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
