package com.nurturehub.crm.scheduling.inngest;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What we answer, always in JSON.
public record Answer(int status, Map<String, String> headers, String json) {

  private static final String NO_RETRY = "x-inngest-no-retry";
  private static final JsonMapper JSON = JsonMapper.shared();

  public Answer {
    var all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    all.put(InngestServer.SDK_HEADER, InngestServer.SDK);
    all.put(InngestServer.VERSION_HEADER, InngestServer.VERSION);
    headers = Map.copyOf(all);
  }

  public byte[] bytes() {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  static Answer of(int status, Map<String, ? extends @Nullable Object> body) {
    return new Answer(status, Map.of(), JSON.writeValueAsString(body));
  }

  static Answer done() {
    return new Answer(200, Map.of(), "{\"done\":true}");
  }

  static Answer again(String name, String message) {
    return new Answer(500, Map.of(NO_RETRY, "false"), problem(name, message));
  }

  static Answer againIn(int seconds, String name, String message) {
    return new Answer(
        500,
        Map.of(NO_RETRY, "false", "retry-after", Integer.toString(seconds)),
        problem(name, message));
  }

  static Answer never(int status, String name, String message) {
    return new Answer(status, Map.of(NO_RETRY, "true"), problem(name, message));
  }

  private static String problem(String name, String message) {
    return JSON.writeValueAsString(Map.of("name", name, "message", message));
  }
}
