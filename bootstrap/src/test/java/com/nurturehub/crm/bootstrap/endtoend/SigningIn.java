package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A browser that is sent to Reapit Connect and comes back. It keeps the cookie it is given, and
/// follows no redirect by itself.
final class SigningIn {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
  private static final String BEGIN =
      """
      mutation { beginConnect(provider: REAPIT) { __typename ... on ConnectBegun { address until } } }
      """;

  private final URI service;
  private String cookie = "";

  SigningIn(URI service) {
    this.service = service;
  }

  /// Asks where to go.
  URI begin(Office office) {
    var answer = office.response(BEGIN, Map.of());
    take(answer.headers().allValues("set-cookie"));
    return URI.create(Office.data(answer).at("/beginConnect/address").asString());
  }

  void take(List<String> lines) {
    assertThat(lines).singleElement().asString().contains("HttpOnly", "SameSite=Lax", "/oauth");
    cookie = lines.getFirst().split(";", 2)[0];
  }

  /// What the cookie proves this browser by.
  String proof() {
    return cookie.split(":", 2)[1];
  }

  /// Where Reapit sends who lets NurtureHub in as this customer.
  URI allow(URI address, String customer) {
    return decide(address, Map.of("decision", "allow", "customer", customer));
  }

  URI deny(URI address) {
    return decide(address, Map.of("decision", "deny"));
  }

  HttpResponse<String> look(URI address) {
    return send(HttpRequest.newBuilder(address));
  }

  HttpResponse<String> comeBack(URI back) {
    assertThat(back.getPort()).isEqualTo(service.getPort());
    var request = HttpRequest.newBuilder(back).header("Accept", "text/html");
    return send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
  }

  /// What of this must be seen by nobody else.
  List<String> secretsOf(URI back) {
    return Stream.concat(
            Stream.of(back.getRawQuery().split("&", -1)).map(part -> part.split("=", 2)[1]),
            Stream.of(proof()))
        .toList();
  }

  private URI decide(URI address, Map<String, String> decision) {
    var page = look(address);
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    var form =
        Stream.concat(
                HIDDEN
                    .matcher(page.body())
                    .results()
                    .map(field -> field.group(1) + "=" + encoded(unescaped(field.group(2)))),
                decision.entrySet().stream()
                    .map(chosen -> chosen.getKey() + "=" + chosen.getValue()))
            .collect(Collectors.joining("&"));
    var answer =
        send(
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    return URI.create(answer.headers().firstValue("location").orElseThrow());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String unescaped(String html) {
    return html.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
  }
}
