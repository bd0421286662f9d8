package com.nurturehub.crm.api.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what another site makes a signed-in browser send. Our own page adds a header that no
/// other site can add without asking us first, and we never say yes. A call that carries its own
/// token is nobody's browser.
final class SameOrigin extends OncePerRequestFilter {

  static final String HEADER = "X-NurtureHub-Page";

  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (HARMLESS.contains(request.getMethod())
        || isForAnybody(request)
        || request.getHeader(HttpHeaders.AUTHORIZATION) != null
        || isFromOurPage(request)) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  /// What is delivered here proves itself, and no session counts.
  private static boolean isForAnybody(HttpServletRequest request) {
    return request.getServletPath().startsWith("/webhooks/");
  }

  private static boolean isFromOurPage(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    return request.getHeader(HEADER) != null && (site == null || site.equals("same-origin"));
  }
}
