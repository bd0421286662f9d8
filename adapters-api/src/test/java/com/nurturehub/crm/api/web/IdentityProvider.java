package com.nurturehub.crm.api.web;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/// Spring's authorization server on this machine, with some people who work at agencies.
final class IdentityProvider implements AutoCloseable {

  static final String CLIENT = "crm-page";
  static final String SECRET = "canary-client-secret";
  static final String PASSWORD = "canary-password";

  /// Who is what where; as the token says it.
  private static final Map<String, Map<String, Object>> PEOPLE =
      Map.of(
          "ann", Map.of("agency", "acme", "roles", List.of("owner", "negotiator")),
          "ben", Map.of("agency", "acme", "roles", List.of("admin")),
          "cas", Map.of("agency", "acme", "roles", List.of("negotiator")),
          "dee", Map.of("roles", List.of("owner")),
          "eve", Map.of("agency", List.of("acme", "other"), "roles", List.of("owner")));

  private final ConfigurableApplicationContext context;

  private IdentityProvider(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static IdentityProvider start(List<URI> returns) {
    return new IdentityProvider(
        new SpringApplicationBuilder(App.class)
            .web(WebApplicationType.SERVLET)
            .initializers(starting ->
                starting.getBeanFactory().registerSingleton("returns", new Returns(returns)))
            .run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.grpc.server.enabled=false",
                "--spring.graphql.schema.locations=classpath:nothing/",
                "--spring.main.banner-mode=off"));
  }

  URI issuer() {
    var server = ((WebServerApplicationContext) context).getWebServer();
    if (server == null) {
      throw new IllegalStateException("no web server");
    }
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  Secret secret() {
    return Secret.of(SECRET);
  }

  @Override
  public void close() {
    context.close();
  }

  record Returns(List<URI> addresses) {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) throws Exception {
      http.oauth2AuthorizationServer(server -> {
        http.securityMatcher(server.getEndpointsMatcher());
        server.oidc(withDefaults());
      });
      return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .exceptionHandling(handling ->
              handling.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
          .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http) throws Exception {
      return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .formLogin(withDefaults())
          .build();
    }

    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          PEOPLE.keySet().stream()
              .map(name -> User.withUsername(name).password("{noop}" + PASSWORD).build())
              .toList());
    }

    @Bean
    RegisteredClientRepository clients(Returns returns) {
      return new InMemoryRegisteredClientRepository(
          RegisteredClient.withId(UUID.randomUUID().toString())
              .clientId(CLIENT)
              .clientSecret("{noop}" + SECRET)
              .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
              .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
              .redirectUris(uris -> returns.addresses().forEach(uri -> uris.add(uri.toString())))
              .scope("openid")
              .clientSettings(ClientSettings.builder().requireProofKey(true).build())
              .build());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return token -> {
        var person = token.getPrincipal();
        if (person != null) {
          PEOPLE
              .getOrDefault(person.getName(), Map.of())
              .forEach((name, value) -> token.getClaims().claim(name, value));
        }
      };
    }

    @Bean
    ServletContextInitializer cookie() {
      return servlets -> servlets.getSessionCookieConfig().setName("provider");
    }
  }
}
