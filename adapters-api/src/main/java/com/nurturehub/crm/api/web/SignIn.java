package com.nurturehub.crm.api.web;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.IdentityAuthentication;
import com.nurturehub.crm.api.identity.SignInLinks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Signing in with a printed link, and signing out.
@RestController
final class SignIn implements ApplicationListener<ApplicationReadyEvent> {

  private static final Duration SESSION = Duration.ofHours(12);
  private static final String NEW_LINK =
      "Open the link that has just been printed in the window where NurtureHub was started.";
  private static final String USED_LINK =
      "That link was used before or is too old. A new one has just been printed in the window where"
          + " NurtureHub was started.";
  private static final String NOT_SET_UP = "Signing in to this page is not set up on this server.";

  private final Optional<SignInLinks> links;
  private final Optional<SignInAnnouncer> announcer;
  private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

  SignIn(Optional<SignInLinks> links, InstantSource clock) {
    this.links = links;
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
      HttpServletRequest request,
      HttpServletResponse response) {
    var identity = code == null ? Optional.<Identity>empty() : links.flatMap(l -> l.redeem(code));
    if (identity.isPresent()) {
      begin(identity.get(), request, response);
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(Dashboard.ADDRESS).build();
    }
    announce(request.getLocalPort());
    var message = links.isEmpty() ? NOT_SET_UP : code == null ? NEW_LINK : USED_LINK;
    return ResponseEntity.status(code == null ? HttpStatus.OK : HttpStatus.FORBIDDEN)
        .contentType(MediaType.TEXT_HTML)
        .body(Document.text("sign-in.html").replace("{message}", message));
  }

  @PostMapping("/sign-out")
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
    return ResponseEntity.noContent().build();
  }

  /// A new session under a new id, so that nobody can have planted the old one.
  private void begin(Identity identity, HttpServletRequest request, HttpServletResponse response) {
    var earlier = request.getSession(false);
    if (earlier != null) {
      earlier.invalidate();
    }
    request.getSession(true).setMaxInactiveInterval((int) SESSION.toSeconds());
    sessions.saveContext(
        new SecurityContextImpl(new IdentityAuthentication(identity)), request, response);
  }

  private void announce(int port) {
    announcer.ifPresent(
        known -> known.announce(URI.create("http://localhost:%d".formatted(port)).toString()));
  }
}
