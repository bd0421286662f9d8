package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// The file notes of one agency. Three contacts in ten come with one that an agent wrote.
final class AltoNotes {

  private static final long MADE_FROM = 50_000_000L;
  private static final long WRITTEN_FROM = 900_000_000L;
  private static final int HAS_NOTE = 501;
  private static final String[] TEXTS = {
    "Called, will ring back.", "Looking to move before spring.", "Prefers e-mail."
  };

  private final Dice dice;
  private final int count;
  private final Map<Long, ObjectNode> written = new LinkedHashMap<>();
  private final Map<String, List<Long>> byContact = new HashMap<>();
  private long nextId = WRITTEN_FROM;

  AltoNotes(Dice dice, int count) {
    this.dice = dice;
    this.count = count;
  }

  synchronized long add(ObjectNode note, List<String> contacts) {
    nextId++;
    note.put("id", nextId);
    written.put(nextId, note);
    for (var contact : contacts) {
      byContact.computeIfAbsent(contact, _ -> new ArrayList<>()).add(nextId);
    }
    return nextId;
  }

  synchronized Optional<ObjectNode> find(long id) {
    return Optional.ofNullable(written.get(id)).or(() -> made(id)).map(ObjectNode::deepCopy);
  }

  /// Returns whether there is such a note.
  synchronized boolean change(long id, Consumer<ObjectNode> change) {
    var note = find(id);
    note.ifPresent(found -> {
      change.accept(found);
      written.put(id, found);
    });
    return note.isPresent();
  }

  synchronized List<ObjectNode> of(String contact) {
    List<ObjectNode> notes = new ArrayList<>();
    if (contact.matches("\\d{1,9}")) {
      find(MADE_FROM + Integer.parseInt(contact) - AltoPeople.FIRST_ID).ifPresent(notes::add);
    }
    byContact.getOrDefault(contact, List.of()).forEach(id -> find(id).ifPresent(notes::add));
    return notes;
  }

  private Optional<ObjectNode> made(long id) {
    var number = id - MADE_FROM;
    if (number < 0 || number >= count || !dice.of((int) number).percent(30, HAS_NOTE)) {
      return Optional.empty();
    }
    var note =
        Json.object()
            .put("id", id)
            .put("title", "")
            .put("notes", dice.of((int) number).oneOf(TEXTS, HAS_NOTE + 1));
    note.putArray("contactIds").add(AltoPeople.FIRST_ID + (int) number);
    note.putNull("propertyId").put("createdDate", "2026-02-03T10:20:30.0000000+00:00");
    return Optional.of(
        note.putNull("updatedDate").put("negotiatorId", 1).put("fileNoteType", "PhoneCall"));
  }
}
