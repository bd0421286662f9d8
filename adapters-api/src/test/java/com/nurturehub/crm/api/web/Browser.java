package com.nurturehub.crm.api.web;

import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.api.identity.Access;
import com.nurturehub.crm.api.identity.SignInLinks;
import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// As much of a browser as the tests of signing in need: it keeps cookies and does not follow.
final class Browser {

  private final TestServer server;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  Browser(TestServer server) {
    this.server = server;
  }

  static String code(TestServer server) {
    return server.bean(Access.class).signIn().map(SignInLinks::issue).orElseThrow();
  }

  Browser signedIn() {
    open("/sign-in?code=" + code(server));
    return this;
  }

  CookieManager cookies() {
    return cookies;
  }

  HttpResponse<String> open(String path) {
    return send(to(path).header("Accept", "text/html").GET());
  }

  HttpResponse<String> ask(String query, String... headers) {
    var request =
        to("/graphql")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.http(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
