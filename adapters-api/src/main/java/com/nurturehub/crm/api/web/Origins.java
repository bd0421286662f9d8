package com.nurturehub.crm.api.web;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/// Which other sites' scripts may call GraphQL with a token of their own; none, unless they are
/// named. Cookies are never taken from there.
final class Origins {

  private static final Duration REMEMBERED = Duration.ofMinutes(30);

  private Origins() {}

  static CorsConfigurationSource allowed(Set<String> origins) {
    var rule = new CorsConfiguration();
    rule.setAllowedOrigins(List.copyOf(origins));
    rule.setAllowedMethods(List.of(HttpMethod.POST.name()));
    rule.setAllowedHeaders(
        List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.ACCEPT));
    rule.setAllowCredentials(false);
    rule.setMaxAge(REMEMBERED);
    var source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/graphql", rule);
    return source;
  }
}
