package com.nurturehub.crm.scheduling.inngest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What we are and which functions we have, as the server wants it told.
record Registration(InngestSettings settings, List<InngestFunction> functions) {

  /// So often the server calls again after a call that failed, at most; the sweep sees to the rest.
  private static final int RETRIES = 4;

  private static final String STEP = "step";

  Map<String, Object> payload() {
    return Map.of(
        "url",
        settings.ours().toString(),
        "deployType",
        "ping",
        "appName",
        settings.app(),
        "sdk",
        InngestServer.SDK,
        "v",
        "0.1",
        "framework",
        "springboot",
        "functions",
        functions.stream().map(this::function).toList());
  }

  /// As the server names a function when it calls it.
  String nameOf(InngestFunction function) {
    return settings.app() + "-" + function.id();
  }

  private Map<String, Object> function(InngestFunction function) {
    var told = new TreeMap<>(function.rules());
    told.put("id", nameOf(function));
    told.put("steps", Map.of(STEP, step(function)));
    return told;
  }

  private Map<String, Object> step(InngestFunction function) {
    var address = "%s?fnId=%s&stepId=%s".formatted(settings.ours(), nameOf(function), STEP);
    return Map.of(
        "id",
        STEP,
        "name",
        STEP,
        "runtime",
        Map.of("type", "http", "url", address),
        "retries",
        Map.of("attempts", RETRIES));
  }
}
