package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.connection.ReturnCookie;
import graphql.execution.instrumentation.Instrumentation;
import graphql.introspection.Introspection;
import java.util.Map;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.execution.ClassNameTypeResolver;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponents;

/// The GraphQL side of the house.
@Configuration(proxyBeanMethods = false)
@Import({
  IntegrationFetchers.class,
  BudgetFetchers.class,
  SyncFetchers.class,
  ContactFetchers.class,
  AlertFeedFetchers.class,
  ContactFeedFetchers.class,
  ContactsOfNodes.class,
  WorkFetchers.class,
  DuplicateFetchers.class,
  SettingsFetchers.class,
  PreviewFetchers.class,
  AuditFetchers.class,
  SyncLogFetchers.class,
  Work.class
})
public class GraphQlConfiguration {

  @Bean
  GraphQlErrors graphQlErrors() {
    return new GraphQlErrors();
  }

  @Bean
  SubscriptionExceptionResolver errorsOfSubscriptions() {
    return GraphQlErrors.ofSubscriptions();
  }

  @Bean
  GoneBrowsers goneBrowsers() {
    return new GoneBrowsers();
  }

  @Bean
  RuntimeWiringConfigurer scalars() {
    return wiring -> wiring.scalar(Scalars.DATE_TIME).scalar(Scalars.SECRET);
  }

  @Bean
  Instrumentation graphQlLimits() {
    return GraphQlLimits.instrumentation();
  }

  /// A member of a union is a node or a record of the schema's own name.
  @Bean
  GraphQlSourceBuilderCustomizer unions() {
    var resolver = new ClassNameTypeResolver();
    resolver.setClassNameExtractor(type -> type.getSimpleName().replaceFirst("Node$", ""));
    return builder -> builder.defaultTypeResolver(resolver);
  }

  /// The schema is told to whoever works on their own machine, and to nobody in production.
  @Bean
  WebGraphQlInterceptor introspection(SchemaVisibility visibility) {
    return (request, chain) -> {
      request.configureExecutionInput((_, input) ->
          input
              .graphQLContext(
                  Map.of(
                      Introspection.INTROSPECTION_DISABLED, visibility == SchemaVisibility.HIDDEN))
              .build());
      return chain.next(request);
    };
  }

  @Bean
  WebGraphQlInterceptor errorsWithoutValues() {
    return (request, chain) ->
        chain
            .next(request)
            .map(response ->
                response.getExecutionResult().getErrors().isEmpty()
                    ? response
                    : response.transform(quiet ->
                        quiet.errors(
                            response.getExecutionResult().getErrors().stream()
                                .map(GraphQlErrors::withoutValues)
                                .toList())));
  }

  /// Gives the browser that began to connect a CRM what it has to come back with.
  @Bean
  WebGraphQlInterceptor returnCookie() {
    return (request, chain) ->
        chain
            .next(request)
            .doOnNext(response ->
                response
                    .getExecutionInput()
                    .getGraphQLContext()
                    .<ReturnCookie>getOrEmpty(ReturnCookie.class)
                    .ifPresent(cookie ->
                        response
                            .getResponseHeaders()
                            .add(HttpHeaders.SET_COOKIE, cookie.line(isSecure(request.getUri())))));
  }

  private static boolean isSecure(UriComponents asked) {
    return "https".equals(asked.getScheme());
  }

  /// Whether the schema can be asked for.
  public enum SchemaVisibility {
    SHOWN,
    HIDDEN
  }
}
