package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.identity.NotPermitted;
import com.nurturehub.crm.application.InvalidRequest;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import reactor.core.publisher.Mono;

/// How failures look that are not a member of a payload: the one place that decides it. What we did
/// not expect is told by a reference only, under which the log has the rest.
public final class GraphQlErrors extends DataFetcherExceptionResolverAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(GraphQlErrors.class);

  /// Where the library begins to quote what it was sent.
  private static final Pattern VALUES =
      Pattern.compile(
          "( with value '| with offending token| No value found for name|: Invalid input ).*",
          Pattern.DOTALL);

  @Override
  protected GraphQLError resolveToSingleError(
      Throwable failure, DataFetchingEnvironment environment) {
    return error(
        GraphqlErrorBuilder.newError(environment),
        failure,
        environment.getExecutionStepInfo().getPath());
  }

  /// Nothing is left to the library, which would tell that something went wrong and no more.
  static SubscriptionExceptionResolver ofSubscriptions() {
    return failure ->
        Mono.just(List.of(error(GraphqlErrorBuilder.newError(), failure, "a subscription")));
  }

  private static GraphQLError error(GraphqlErrorBuilder<?> about, Throwable failure, Object where) {
    return switch (failure) {
      case InvalidRequest invalid ->
          error(
              about,
              ErrorType.BAD_REQUEST,
              text(invalid),
              Map.of("reason", "INVALID_REQUEST", "field", invalid.field()));
      case NotPermitted denied ->
          error(about, ErrorType.FORBIDDEN, text(denied), Map.of("reason", denied.why().name()));
      case AccessDeniedException _ ->
          error(about, ErrorType.FORBIDDEN, "You may not do this.", Map.of());
      case AuthenticationException _ ->
          error(about, ErrorType.UNAUTHORIZED, "Please sign in.", Map.of());
      case TooManyStreams tooMany ->
          error(about, ErrorType.FORBIDDEN, text(tooMany), Map.of("reason", "TOO_MANY_STREAMS"));
      default -> unexpected(about, failure, where);
    };
  }

  private static GraphQLError unexpected(
      GraphqlErrorBuilder<?> about, Throwable failure, Object where) {
    var reference = UUID.randomUUID().toString();
    LOG.error("{} failed, reference {}", where, reference, failure);
    return error(
        about,
        ErrorType.INTERNAL_ERROR,
        "Something went wrong on our side; the reference is %s.".formatted(reference),
        Map.of("reference", reference));
  }

  private static GraphQLError error(
      GraphqlErrorBuilder<?> about, ErrorType type, String message, Map<String, Object> details) {
    return about.errorType(type).message(message).extensions(details).build();
  }

  /// A query that does not fit the schema is answered without the values it was made with: one of
  /// them may be a secret that was put in the wrong place.
  static GraphQLError withoutValues(GraphQLError error) {
    var isAboutQuery =
        error.getErrorType() == graphql.ErrorType.ValidationError
            || error.getErrorType() == graphql.ErrorType.InvalidSyntax;
    return isAboutQuery
        ? GraphqlErrorBuilder.newError()
            .errorType(error.getErrorType())
            .locations(error.getLocations())
            .message(VALUES.matcher(error.getMessage()).replaceFirst(""))
            .build()
        : error;
  }

  private static String text(Throwable failure) {
    var message = failure.getMessage();
    return message == null ? "" : message;
  }
}
