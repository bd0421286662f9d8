package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is filed about a contact: consent, and notes.
final class AltoFiles {

  private static final String MEDIA_TYPE = "application/json";
  private static final Set<String> NOTE_TYPES =
      Set.of("Unspecified", "DetailsToVendor", "DetailsApproved", "FileNote", "PhoneCall", "EMail");
  private static final int TITLE_LENGTH_MAX = 50;

  private final Supplier<AltoOptions> options;
  private final AltoEvents events;
  private final Journal journal;

  AltoFiles(Supplier<AltoOptions> options, AltoEvents events, Journal journal) {
    this.options = options;
    this.events = events;
    this.journal = journal;
  }

  Reply preferences(Call call, AltoAgency agency) {
    var record = Json.ours(ContactReads.sound(agency, call.at("id")).json());
    var preferences = record.path("preferences");
    return Reply.json(200, preferences.isArray() ? preferences : Json.array());
  }

  Reply say(Call call, AltoAgency agency) {
    var said = said(call);
    var at = AltoStamps.of(call.at().toEpochMilli());
    for (var one : said) {
      check(one);
    }
    var card = ContactReads.sound(agency, call.at("id"));
    change(
        agency,
        call,
        card.id(),
        options.get().preferencesMoveStamp(),
        record -> {
          for (var one : said) {
            AltoConsents.say(
                record,
                one.path("type").asString(""),
                one.path("optIn").asString(""),
                "NurtureHub",
                one.path("notes"),
                at);
          }
        });
    for (var one : said) {
      if (one.path("optIn").asString("").equals("Denied")) {
        journal.optedOut(agency.ref(), card.id(), call.at());
      }
    }
    return Reply.empty(200);
  }

  Reply createNote(Call call, AltoAgency agency) {
    var given = Bodies.object(call, MEDIA_TYPE);
    List<String> contacts = new ArrayList<>();
    given.path("contactIds").forEach(id -> contacts.add(id.asString("")));
    if (Json.text(given, "notes").filter(text -> !text.isBlank()).isEmpty()
        || (contacts.isEmpty() && !given.hasNonNull("propertyId"))
        || !NOTE_TYPES.contains(Json.text(given, "fileNoteType").orElse("Unspecified"))
        || contacts.stream().anyMatch(id -> agency.visible(id).isEmpty())) {
      return Reply.empty(400);
    }
    var id = agency.notes().add(note(given, contacts, call), contacts);
    for (var contact : contacts) {
      var touches = given.path("updateLastContactedDate").asBoolean(false);
      var at = AltoStamps.of(call.at().toEpochMilli());
      change(
          agency,
          call,
          contact,
          options.get().notesMoveStamp(),
          record -> {
            if (touches) {
              record.put("lastContactedOn", at);
            }
          });
    }
    return Reply.json(201, Bytes.of(Long.toString(id)));
  }

  Reply note(Call call, AltoAgency agency) {
    return agency
        .notes()
        .find(numberOf(call))
        .map(note -> Reply.json(200, note))
        .orElseGet(() -> Reply.empty(404));
  }

  Reply patchNote(Call call, AltoAgency agency) {
    var patch = Bodies.array(call, MEDIA_TYPE);
    if (!isSound(patch)) {
      return Reply.empty(400);
    }
    var found =
        agency
            .notes()
            .change(
                numberOf(call),
                note -> {
                  for (var operation : patch) {
                    var member = operation.path("path").asString("").substring(1);
                    note.put(member.toLowerCase(Locale.ROOT), operation.path("value").asString(""));
                  }
                  note.put("updatedDate", AltoStamps.of(call.at().toEpochMilli()));
                });
    return Reply.empty(found ? 200 : 404);
  }

  Reply searchNotes(Call call, AltoAgency agency) {
    var contact = call.query().find("contact-id").orElse("");
    if (agency.visible(contact).isEmpty()) {
      return Reply.empty(404);
    }
    var list = Json.array();
    agency.notes().of(contact).forEach(list::add);
    return Reply.json(200, list);
  }

  private ArrayNode said(Call call) {
    if (options.get().preferencesBody() == AltoOptions.PreferencesBody.ARRAY) {
      return Bodies.array(call, MEDIA_TYPE);
    }
    return Bodies.object(call, MEDIA_TYPE).get("items") instanceof ArrayNode items
        ? items
        : fail("The Items field is required.");
  }

  private static void check(JsonNode one) {
    var type = one.path("type").asString("");
    if (!AltoConsents.TYPES.contains(type) || type.equals("MoveIt")) {
      throw AltoErrors.invalid("There is no preference %s to be set.".formatted(type));
    }
    if (!AltoConsents.WRITABLE_STATUSES.contains(one.path("optIn").asString(""))) {
      throw AltoErrors.invalid("OptIn must be Denied or Granted.");
    }
  }

  private void change(
      AltoAgency agency, Call call, String id, boolean movesStamp, Consumer<ObjectNode> how) {
    agency
        .index()
        .change(
            id,
            before -> {
              var record = Json.ours(before.json());
              how.accept(record);
              return movesStamp
                  ? AltoRecords.next(before, record, before.archived(), call.at().toEpochMilli())
                  : AltoRecords.reworded(before, record);
            })
        .filter(_ -> movesStamp)
        .ifPresent(changed -> events.contactModified(agency, changed.after(), call.at()));
  }

  private static ObjectNode note(ObjectNode given, List<String> contacts, Call call) {
    var note =
        Json.object()
            .put("id", 0L)
            .put("title", Json.text(given, "title").orElse(""))
            .put("notes", given.path("notes").asString(""));
    var ids = note.putArray("contactIds");
    contacts.forEach(id -> ids.add(Integer.parseInt(id)));
    return note.putNull("propertyId")
        .put("createdDate", AltoStamps.of(call.at().toEpochMilli()))
        .putNull("updatedDate")
        .putNull("negotiatorId")
        .put("fileNoteType", Json.text(given, "fileNoteType").orElse("Unspecified"));
  }

  private static boolean isSound(ArrayNode patch) {
    for (var operation : patch) {
      var value = operation.path("value");
      var sound =
          switch (operation.path("path").asString("")) {
            case "/Notes" -> value.isString() && !value.asString().isBlank();
            case "/Title" -> value.isString() && value.asString().length() <= TITLE_LENGTH_MAX;
            case String _ -> false;
          };
      if (!sound || !operation.path("op").asString("").equals("replace")) {
        return false;
      }
    }
    return true;
  }

  private static long numberOf(Call call) {
    var id = call.at("note");
    return id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
  }

  private static ArrayNode fail(String why) {
    throw AltoErrors.invalid(why);
  }
}
