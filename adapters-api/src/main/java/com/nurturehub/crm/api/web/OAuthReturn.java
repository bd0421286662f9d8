package com.nurturehub.crm.api.web;

import com.nurturehub.crm.api.connection.ReturnCookie;
import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.integration.FinishConnect;
import com.nurturehub.crm.application.integration.FinishConnect.Answer;
import com.nurturehub.crm.application.integration.FinishConnect.Outcome;
import com.nurturehub.crm.application.integration.FinishConnect.Return;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// Where a browser comes back to from a CRM's sign-in. What it brings is never logged, and the
/// address it came with is not passed on.
@RestController
final class OAuthReturn {

  private static final String NOT_BEGUN =
      "This sign-in was not begun in this browser, or too long ago, or it has been used. Begin it"
          + " again from NurtureHub's page.";

  private final FinishConnect finish;

  OAuthReturn(FinishConnect finish) {
    this.finish = finish;
  }

  @GetMapping("/oauth/{crm}/callback")
  ResponseEntity<String> back(
      @PathVariable String crm,
      @RequestParam(defaultValue = "") String state,
      @RequestParam @Nullable String code,
      @CookieValue(name = ReturnCookie.NAME, defaultValue = "") String cookie,
      @AuthenticationPrincipal @Nullable Identity caller,
      HttpServletRequest request) {
    var provider =
        Arrays.stream(CrmProvider.values()).filter(known -> known.key().equals(crm)).findFirst();
    if (provider.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    var told = told(provider.get(), finished(provider.get(), cookie, state, code));
    var answer =
        told.status() == HttpStatus.OK && caller != null
            ? ResponseEntity.status(HttpStatus.SEE_OTHER).location(Dashboard.ADDRESS)
            : ResponseEntity.status(told.status()).contentType(MediaType.TEXT_HTML);
    return answer
        .header(HttpHeaders.SET_COOKIE, ReturnCookie.gone(request.isSecure()))
        .header("Referrer-Policy", "no-referrer")
        .cacheControl(CacheControl.noStore())
        .body(page(provider.get(), told));
  }

  private Outcome finished(
      CrmProvider provider, String cookie, String state, @Nullable String code) {
    var answer = code == null ? new Answer.Denied() : new Answer.Allowed(Secret.of(code));
    return ReturnCookie.read(cookie)
        .map(brought ->
            finish.finish(
                brought.agency(),
                new Return(provider, brought.browser(), Secret.of(state), answer)))
        .orElseGet(Outcome.NotBegun::new);
  }

  private record Told(HttpStatus status, String message) {}

  private static Told told(CrmProvider provider, Outcome outcome) {
    return switch (outcome) {
      case Outcome.SignedIn(var connected) -> told(provider, connected);
      case Outcome.Denied _ ->
          new Told(
              HttpStatus.FORBIDDEN,
              "%s was not connected, because nobody agreed to it.".formatted(provider.title()));
      case Outcome.NotBegun _ -> new Told(HttpStatus.BAD_REQUEST, NOT_BEGUN);
    };
  }

  private static Told told(CrmProvider provider, ConnectCrm.Outcome outcome) {
    return switch (outcome) {
      case ConnectCrm.Outcome.Connected _ ->
          new Told(
              HttpStatus.OK,
              "%s is connected, and its first sync is on its way.".formatted(provider.title()));
      case ConnectCrm.Outcome.Refused(_, var reason) -> new Told(HttpStatus.FORBIDDEN, reason);
      case ConnectCrm.Outcome.Unreachable(var reason) -> new Told(HttpStatus.BAD_GATEWAY, reason);
      case ConnectCrm.Outcome.AccountTaken _ ->
          new Told(HttpStatus.CONFLICT, "This account is connected by another agency.");
      case ConnectCrm.Outcome.NotOffered _ ->
          new Told(
              HttpStatus.NOT_FOUND, "%s cannot be connected here.".formatted(provider.title()));
    };
  }

  private static String page(CrmProvider provider, Told told) {
    return Document.text("returned.html")
        .replace("{crm}", provider.title())
        .replace("{message}", HtmlUtils.htmlEscape(told.message()))
        .replace("{dashboard}", Dashboard.ADDRESS.toString());
  }
}
