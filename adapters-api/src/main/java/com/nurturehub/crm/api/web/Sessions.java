package com.nurturehub.crm.api.web;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.IdentityAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/// Begins and ends the sessions of people on the page.
final class Sessions {

  private static final Duration LENGTH_MAX = Duration.ofHours(12);

  private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

  /// A new session under a new id, so that nobody can have planted the old one.
  void begin(Identity identity, HttpServletRequest request, HttpServletResponse response) {
    end(request);
    request.getSession(true).setMaxInactiveInterval((int) LENGTH_MAX.toSeconds());
    contexts.saveContext(
        new SecurityContextImpl(new IdentityAuthentication(identity)), request, response);
  }

  void end(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
  }
}
