package com.nurturehub.crm.testkit.simulation;

import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What really happened, as nobody in the system can know it: every edit a person made, every word
/// on consent, and every value the hub ever held.
final class Truth {

  /// A person's edit of a record at a CRM, or of a contact here. Every value carries a token of its
  /// own, so that it can be found again wherever it went.
  record Edit(
      String agency, String record, ContactField field, String token, Instant at, boolean inHub) {}

  /// A person's word on a channel, said of a record at a CRM, or of a contact here.
  record Word(String record, Channel channel, ConsentStatus said, Instant at) {}

  private static final Pattern TOKEN = Pattern.compile("q\\d+z");

  private final List<Edit> edits = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();
  private final Set<String> typed = new HashSet<>();
  private final Map<String, Instant> held = new HashMap<>();
  private final Set<String> erased = new HashSet<>();
  private final Set<String> removed = new HashSet<>();
  private final Map<String, String> persons = new HashMap<>();
  private final Map<String, String> ownerOfToken = new HashMap<>();
  private final Map<String, List<Instant>> arrivals = new HashMap<>();
  private int lastToken;

  /// A short text nobody used before.
  String token(String agency) {
    var token = "q" + ++lastToken + "z";
    ownerOfToken.put(token, agency);
    return token;
  }

  String ownerOf(String token) {
    return ownerOfToken.getOrDefault(token, "");
  }

  void edited(Edit edit, ContactDetails as) {
    edits.add(edit);
    typed(as);
  }

  /// Somebody typed these names, letter by letter.
  void typed(ContactDetails as) {
    typed.add(as.name().forename());
    typed.add(as.name().surname());
  }

  boolean isTyped(String name) {
    return name.isEmpty() || typed.contains(name);
  }

  /// Somebody new was entered here.
  void arrived(String agency, Instant at) {
    arrivals.computeIfAbsent(agency, _ -> new ArrayList<>()).add(at);
  }

  /// When people edited anything.
  List<Instant> deeds(String agency) {
    return Stream.concat(
            edits.stream().filter(edit -> edit.agency().equals(agency)).map(Edit::at),
            arrivals.getOrDefault(agency, List.of()).stream())
        .toList();
  }

  void said(Word word) {
    words.add(word);
  }

  /// The hub holds this, or has set it aside where it can be restored from.
  void keeps(ContactDetails details, Instant at) {
    tokens(details).forEach(token -> held.merge(token, at, Truth::earlier));
  }

  boolean kept(String token) {
    return held.containsKey(token);
  }

  /// Whether the hub had never held any of these before this moment.
  boolean isNews(Set<String> tokens, Instant at) {
    return !tokens.isEmpty()
        && tokens.stream().noneMatch(token -> held.getOrDefault(token, at).isBefore(at));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /// Ties a record to the person it is about.
  void isAbout(String record, String person) {
    persons.put(record, person);
  }

  /// Nobody promises anything about the person's other records: they may be kept, or kept away.
  void erased(String record) {
    erased.add(record);
    var person = persons.getOrDefault(record, record);
    persons.forEach((other, about) -> {
      if (about.equals(person)) {
        removed.add(other);
      }
    });
  }

  boolean isErased(String record) {
    return erased.contains(record);
  }

  void removed(String record) {
    removed.add(record);
  }

  /// Gone on purpose, on one side or the other.
  boolean isGone(String record) {
    return removed.contains(record) || erased.contains(record);
  }

  List<Edit> edits() {
    return edits;
  }

  List<Word> words() {
    return words;
  }

  /// An edit that somebody on the same side typed over before anybody looked is nobody's loss.
  boolean isTypedOver(Edit edit) {
    return edits.subList(edits.indexOf(edit) + 1, edits.size()).stream()
        .anyMatch(later ->
            later.record().equals(edit.record())
                && later.field() == edit.field()
                && later.inHub() == edit.inHub());
  }

  static Set<String> tokens(ContactDetails details) {
    var found = new HashSet<String>();
    for (var field : ContactField.values()) {
      var matcher = TOKEN.matcher(field.show(details).toLowerCase(Locale.ROOT));
      while (matcher.find()) {
        found.add(matcher.group());
      }
    }
    return found;
  }
}
