package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// A browser in which somebody has signed in to the page. It shows its cookie at whichever node.
final class PageVisit {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private final String cookie;

  PageVisit(URI link) {
    var answer = send(HttpRequest.newBuilder(link));
    cookie =
        answer.headers().allValues("set-cookie").stream()
            .filter(line -> line.startsWith("nurturehub="))
            .findFirst()
            .orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
  }

  boolean mayOpenThePageAt(URI node) {
    return at(node, "/dashboard/settings/integrations").statusCode() == OK;
  }

  PageVisit signedOutAt(URI node) {
    var request =
        request(node, "/sign-out")
            .header("X-NurtureHub-Page", "yes")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.noBody());
    assertThat(send(request).statusCode()).isEqualTo(NO_CONTENT);
    return this;
  }

  private HttpResponse<String> at(URI node, String path) {
    return send(request(node, path).header("Accept", "text/html"));
  }

  private HttpRequest.Builder request(URI node, String path) {
    return HttpRequest.newBuilder(node.resolve(path)).header("Cookie", cookie.split(";", 2)[0]);
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
}
