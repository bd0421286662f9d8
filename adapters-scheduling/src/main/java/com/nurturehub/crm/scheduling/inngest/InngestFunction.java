package com.nurturehub.crm.scheduling.inngest;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Something the server may call.
interface InngestFunction {

  String id();

  /// When it is to be called and how often at once, as the server wants it told.
  Map<String, Object> rules();

  /// Does it, once.
  ///
  /// @throws IllegalArgumentException when the event is none of ours, so that no retry will help
  void call(JsonNode event);
}
