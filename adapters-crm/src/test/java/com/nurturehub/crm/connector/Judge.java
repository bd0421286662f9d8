package com.nurturehub.crm.connector;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.nurturehub.crm.connector.http.CrmRequest;
import com.nurturehub.crm.connector.http.CrmResponse;
import com.nurturehub.crm.connector.http.Exchange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Looks at both sides of every call by a CRM's published description, so that connector and
/// sandbox cannot agree on a mistake.
public final class Judge {

  private final OpenApiInteractionValidator validator;
  private final URI base;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Judge(OpenApiInteractionValidator validator, URI base) {
    this.validator = validator;
    this.base = base;
  }

  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// What goes to another address than the description is of, such as for a token, is let pass.
  public Exchange watching(Exchange inner) {
    return request -> {
      var response = inner.exchange(request);
      if (request.uri().toString().startsWith(base.toString())) {
        complaints.addAll(complaintsAbout(request, response));
      }
      return response;
    };
  }

  public List<String> complaintsAbout(CrmRequest request, CrmResponse response) {
    var answered = SimpleResponse.Builder.status(response.status());
    if (response.body().length > 0) {
      response.header("content-type").ifPresent(answered::withContentType);
      answered.withBody(response.body());
    }
    return validator.validate(asked(request), answered.build()).getMessages().stream()
        .map(message ->
            "%s %s: %s".formatted(request.method(), request.uri().getPath(), message.getMessage()))
        .toList();
  }

  private Request asked(CrmRequest request) {
    var path = request.uri().getRawPath().substring(base.getRawPath().length());
    var asked = new SimpleRequest.Builder(request.method(), path);
    request.headers().forEach(asked::withHeader);
    request.authorization().ifPresent(secret -> asked.withAuthorization(secret.reveal()));
    request
        .body()
        .ifPresent(body -> asked.withContentType(body.contentType()).withBody(body.text()));
    parameters(request.uri()).forEach(asked::withQueryParam);
    return asked.build();
  }

  private static Map<String, List<String>> parameters(URI uri) {
    var parameters = new LinkedHashMap<String, List<String>>();
    if (uri.getRawQuery() == null) {
      return parameters;
    }
    for (var pair : uri.getRawQuery().split("&", -1)) {
      var equals = pair.indexOf('=');
      parameters
          .computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
          .add(decoded(pair.substring(equals + 1)));
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
