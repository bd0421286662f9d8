package com.nurturehub.crm.connector;

import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmRequest.Effect;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody might ask a CRM, for a judge to look at without anybody being asked.
public record Asked(CrmRequest request) {

  public static Asked get(URI base, String path, Map<String, String> headers) {
    return asked("GET", base, path, headers, Optional.empty(), Effect.READS);
  }

  public static Asked write(
      String method, URI base, String path, Map<String, String> headers, String type, String body) {
    var sent = Optional.of(new CrmRequest.Body(type, body));
    return asked(method, base, path, headers, sent, Effect.WRITES);
  }

  private static Asked asked(
      String method,
      URI base,
      String path,
      Map<String, String> headers,
      Optional<CrmRequest.Body> body,
      Effect effect) {
    return new Asked(
        new CrmRequest(
            method,
            URI.create(base + path),
            headers,
            Optional.of(Secret.of("Bearer x")),
            body,
            effect));
  }

  /// What the judge has to say of it, and of this answer.
  public List<String> answered(Optional<Judge> judge, int status, String type, String body) {
    var headers = new HashMap<>(Map.of("content-type", type));
    var response = new CrmResponse(status, headers, body.getBytes(StandardCharsets.UTF_8), true);
    return judge.orElseThrow().complaintsAbout(request, response);
  }
}
