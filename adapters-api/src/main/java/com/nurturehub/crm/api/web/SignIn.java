package com.nurturehub.crm.api.web;

import com.nurturehub.crm.api.identity.Access;
import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.SignInLinks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Signing in with a printed link, and signing out.
@RestController
final class SignIn implements ApplicationListener<ApplicationReadyEvent> {

  private static final String NEW_LINK =
      "Open the link that has just been printed in the window where NurtureHub was started.";
  private static final String USED_LINK =
      "That link was used before or is too old. A new one has just been printed in the window where"
          + " NurtureHub was started.";
  private static final String REFUSED =
      "Signing in did not work, or this account is not an owner's or admin's of an agency.<br>";
  private static final String NOT_SET_UP = "Signing in to this page is not set up on this server.";

  private final Optional<SignInLinks> links;
  private final boolean hasProvider;
  private final Optional<SignInAnnouncer> announcer;
  private final Sessions sessions = new Sessions();

  SignIn(Access access, InstantSource clock) {
    this.links = access.signIn();
    this.hasProvider = access.provider().isPresent();
    this.announcer = links.map(known -> new SignInAnnouncer(known, clock));
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent started) {
    if (started.getApplicationContext() instanceof WebServerApplicationContext context
        && context.getWebServer() != null) {
      announce(context.getWebServer().getPort());
    }
  }

  @GetMapping("/sign-in")
  ResponseEntity<String> signIn(
      @RequestParam @Nullable String code,
      @RequestParam @Nullable String refused,
      HttpServletRequest request,
      HttpServletResponse response) {
    var identity = code == null ? Optional.<Identity>empty() : links.flatMap(l -> l.redeem(code));
    if (identity.isPresent()) {
      sessions.begin(identity.get(), request, response);
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(Dashboard.ADDRESS).build();
    }
    if (hasProvider) {
      return page(refused == null ? HttpStatus.OK : HttpStatus.FORBIDDEN, provided(refused));
    }
    announce(request.getLocalPort());
    var message = links.isEmpty() ? NOT_SET_UP : code == null ? NEW_LINK : USED_LINK;
    return page(code == null ? HttpStatus.OK : HttpStatus.FORBIDDEN, message);
  }

  private static String provided(@Nullable String refused) {
    return (refused == null ? "" : REFUSED)
        + "<a href=\"%s\">Sign in with your NurtureHub account</a>".formatted(OpenId.BEGIN);
  }

  private static ResponseEntity<String> page(HttpStatus status, String message) {
    return ResponseEntity.status(status)
        .contentType(MediaType.TEXT_HTML)
        .body(Document.text("sign-in.html").replace("{message}", message));
  }

  @PostMapping("/sign-out")
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    sessions.end(request);
    return ResponseEntity.noContent().build();
  }

  private void announce(int port) {
    announcer.ifPresent(
        known -> known.announce(URI.create("http://localhost:%d".formatted(port)).toString()));
  }
}
