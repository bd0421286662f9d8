package com.nurturehub.crm.scheduling.inngest;

import java.io.InputStream;
import java.util.Optional;

/// What somebody asks of our address.
///
/// @param function the query's `fnId`
/// @param deployment the query's `deployId`
/// @param serverKind the header `X-Inngest-Server-Kind`
/// @param signature the header `X-Inngest-Signature`
/// @param body not read yet
public record Request(
    String method,
    Optional<String> function,
    Optional<String> deployment,
    Optional<String> serverKind,
    Optional<String> signature,
    InputStream body) {

  public static final String PATH = "/api/inngest";
  public static final String FUNCTION = "fnId";
  public static final String DEPLOYMENT = "deployId";
  public static final String SERVER_KIND = "X-Inngest-Server-Kind";
  public static final String SIGNATURE = "X-Inngest-Signature";
}
