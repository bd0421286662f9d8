package com.nurturehub.crm.api.grpc;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.security.GrpcAuthenticationExtractor;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// The token a caller shows. A header without a token in it is as good as none.
final class BearerTokens implements GrpcAuthenticationExtractor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String BEARER = "bearer ";

  @Override
  public @Nullable Authentication extract(
      Metadata headers, Attributes attributes, MethodDescriptor<?, ?> method) {
    var shown = headers.get(AUTHORIZATION);
    if (shown == null || !shown.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    var token = shown.substring(BEARER.length()).strip();
    return token.isEmpty() ? null : new BearerTokenAuthenticationToken(token);
  }
}
