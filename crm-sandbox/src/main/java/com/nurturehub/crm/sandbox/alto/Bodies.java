package com.nurturehub.crm.sandbox.alto;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What callers send along, in the media type that the operation demands.
final class Bodies {

  private Bodies() {}

  static ObjectNode object(Call call, String mediaType) {
    demand(call, mediaType);
    return Json.objectIn(call.body())
        .orElseThrow(() -> AltoErrors.invalid("The body is not a JSON object."));
  }

  static ArrayNode array(Call call, String mediaType) {
    demand(call, mediaType);
    return Json.arrayIn(call.body())
        .orElseThrow(() -> AltoErrors.invalid("The body is not a JSON array."));
  }

  private static void demand(Call call, String mediaType) {
    var given = call.headers().find("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!given.split(";", 2)[0].strip().equals(mediaType)) {
      throw AltoErrors.refusal(415, "UnsupportedMediaType", "Send %s.".formatted(mediaType));
    }
  }
}
