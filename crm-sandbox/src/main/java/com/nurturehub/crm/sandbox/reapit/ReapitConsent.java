package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Query;
import com.nurturehub.crm.sandbox.http.Refusal;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The page where a user of a customer signs in and agrees, and what follows from it.
final class ReapitConsent {

  private static final List<String> ASKED =
      List.of("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

  private final ReapitSettings settings;
  private final ReapitTokens tokens;
  private final Supplier<List<String>> customers;

  ReapitConsent(ReapitSettings settings, ReapitTokens tokens, Supplier<List<String>> customers) {
    this.settings = settings;
    this.tokens = tokens;
    this.customers = customers;
  }

  void addRoutes(Routes routes) {
    for (var path : List.of("/oauth/authorize", "/authorize", "/login")) {
      routes
          .on("GET", ReapitConnect.PREFIX + path, "connect.consent", this::ask)
          .on("POST", ReapitConnect.PREFIX + path, "connect.consent", this::decide);
    }
    routes
        .on("GET", ReapitConnect.PREFIX + "/oidc/logout", "connect.logout", this::leave)
        .on("GET", ReapitConnect.PREFIX + "/logout", "connect.logout", this::leave);
  }

  private Reply ask(Call call) {
    var query = call.query();
    check(query);
    if (!query.find("response_type").orElse("").equals("code")) {
      throw broken("response_type must be code");
    }
    if (query.has("code_challenge")
        && !query.find("code_challenge_method").orElse("").equals("S256")) {
      throw broken("code_challenge_method must be S256");
    }
    var page = new StringBuilder(2000);
    page.append(
        """
        <!doctype html><html lang="en"><head><title>Reapit Connect (sandbox)</title></head><body>
        <h1>Sign in to Reapit Connect (sandbox)</h1>
        <form method="post"><p>NurtureHub asks for access as a user of</p>
        """);
    for (var customer : customers.get()) {
      page.append("<label><input type=\"radio\" name=\"customer\" required value=\"")
          .append(escaped(customer))
          .append("\">")
          .append(escaped(customer))
          .append("</label><br>\n");
    }
    for (var name : ASKED) {
      page.append("<input type=\"hidden\" name=\"")
          .append(name)
          .append("\" value=\"")
          .append(escaped(query.find(name).orElse("")))
          .append("\">\n");
    }
    page.append("<button name=\"decision\" value=\"allow\">Allow</button>\n")
        .append("<button name=\"decision\" value=\"deny\" formnovalidate>Deny</button>\n")
        .append("</form></body></html>\n");
    return Reply.html(200, page.toString());
  }

  private Reply decide(Call call) {
    var form = Query.parse(call.body().text());
    check(form);
    var back = form.find("redirect_uri").orElse("");
    if (!form.find("decision").orElse("").equals("allow")) {
      return back(back, "error=access_denied", form);
    }
    var customer = form.find("customer").orElse("");
    if (!customers.get().contains(customer)) {
      throw broken("no such customer");
    }
    var code =
        tokens.code(
            new ReapitTokens.Consented(
                customer,
                List.of(form.find("scope").orElse("").strip().split("\\s+", -1)),
                back,
                form.find("code_challenge").orElse(""),
                form.find("nonce").orElse("")),
            call.at());
    return back(back, "code=" + code, form);
  }

  private Reply leave(Call call) {
    return Reply.html(200, "<!doctype html><title>Signed out</title><p>Signed out</p>");
  }

  private void check(Query asked) {
    if (!asked.find("client_id").orElse("").equals(settings.clientId())) {
      throw broken("unknown client_id");
    }
    var uri = asked.find("redirect_uri").orElse("");
    var known =
        settings.redirectUris().isEmpty() ? isLoopback(uri) : settings.redirectUris().contains(uri);
    if (!known) {
      throw broken("redirect_uri is not registered");
    }
  }

  private static boolean isLoopback(String uri) {
    try {
      var host = URI.create(uri).getHost();
      return host != null && LOOPBACK.contains(host);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Reply back(String uri, String outcome, Query form) {
    var state = form.find("state").orElse("");
    return Reply.redirect(
        uri
            + (uri.indexOf('?') < 0 ? "?" : "&")
            + outcome
            + (state.isEmpty()
                ? ""
                : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8)));
  }

  // Never back to an address that is not known to be the application's.
  private static Refusal broken(String why) {
    return new Refusal(Reply.html(400, "<!doctype html><title>Error</title><p>" + why + "</p>"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
