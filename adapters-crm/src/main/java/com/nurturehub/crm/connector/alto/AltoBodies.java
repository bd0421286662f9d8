package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.alto.AltoPayloads.Body;
import com.nurturehub.crm.connector.alto.AltoSettings.ConsentBody;
import com.nurturehub.crm.connector.alto.AltoSettings.PhoneTypes;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The bodies that Alto takes, with the media type each of them demands.
record AltoBodies(AltoSettings.Writing writing) {

  private static final String JSON = "application/json";
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String MOBILE_START = "+447";
  private static final int MOBILE = 3;
  private static final int HOME = 1;

  /// A change of one member of a resource.
  record Operation(String op, String path, Object value) {

    static Operation replace(String path, String value) {
      return new Operation("replace", path, value);
    }

    static Operation add(String path, Map<String, Object> value) {
      return new Operation("add", path, value);
    }

    @Override
    public String toString() {
      return op + " " + path;
    }
  }

  Body patch(Collection<Operation> operations) {
    return patch(JSON_PATCH, operations);
  }

  /// What was said of each purpose.
  Body consent(Map<String, ConsentStatus> said) {
    var items = new ArrayList<Map<String, Object>>();
    said.forEach((purpose, status) -> {
      var item = new LinkedHashMap<String, Object>();
      item.put("type", purpose);
      item.put("optIn", status == ConsentStatus.GRANTED ? "Granted" : "Denied");
      item.put("notes", "Recorded in NurtureHub");
      items.add(item);
    });
    var body =
        writing.consentBody() == ConsentBody.ITEMS
            ? AltoReader.json(Map.of("items", items))
            : AltoReader.json(items);
    return Body.of(JSON, body);
  }

  Body note(String household, String title, String text) {
    var members = new LinkedHashMap<String, Object>();
    members.put("contactIds", List.of(household));
    members.put("title", title);
    members.put("notes", text);
    members.put("fileNoteType", "FileNote");
    members.put("updateLastContactedDate", false);
    return Body.of(JSON, AltoReader.json(members), text);
  }

  /// Notes are patched under another media type than people are.
  Body notePatch(String text) {
    return patch(JSON, List.of(Operation.replace("/Notes", text)));
  }

  Body contact(Map<String, Object> members) {
    return new Body(JSON, AltoReader.json(members), leaves(members.values()).toList());
  }

  /// A number as a patch adds it, where members are spelled with capitals.
  Map<String, Object> addedPhone(PhoneNumber number) {
    var mobile = isMobile(number);
    var members = new LinkedHashMap<String, Object>();
    members.put(
        "Type",
        writing.phoneTypes() == PhoneTypes.NUMBERS
            ? (Object) (mobile ? MOBILE : HOME)
            : typeName(number));
    members.put("Number", number.value());
    return members;
  }

  /// A number as a new contact carries it.
  static Map<String, Object> newPhone(PhoneNumber number) {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", typeName(number));
    members.put("number", number.value());
    return members;
  }

  /// What Alto takes for a number: digits, perhaps after a plus.
  static boolean isTaken(PhoneNumber number) {
    return number.value().matches("\\+?[0-9\\s]{10,20}");
  }

  private static String typeName(PhoneNumber number) {
    return isMobile(number) ? "Mobile" : "Home";
  }

  private static boolean isMobile(PhoneNumber number) {
    return number.value().startsWith(MOBILE_START);
  }

  private static Body patch(String contentType, Collection<Operation> operations) {
    return new Body(
        contentType,
        AltoReader.json(operations),
        operations.stream().flatMap(one -> leaves(List.of(one.value()))).toList());
  }

  private static Stream<String> leaves(Collection<?> values) {
    return values.stream()
        .flatMap(value ->
            switch (value) {
              case Map<?, ?> map -> leaves(map.values());
              case Collection<?> list -> leaves(list);
              case String text -> Stream.of(text);
              default -> Stream.of();
            });
  }
}
