package com.nurturehub.crm.api.web;

import com.nurturehub.crm.api.identity.Access;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.api.log.SyncLogDownload;
import com.nurturehub.crm.application.integration.FinishConnect;
import com.nurturehub.crm.application.log.ReadSyncLog;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The HTTP side of the house: what may be reached by whom, and under which headers.
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

  /// The cookie of a session, and whom a browser shows it to.
  public static final String COOKIE = "nurturehub";

  public static final String SAME_SITE = "Lax";

  private static final String WEBHOOKS = "/webhooks/**";
  private static final String WITHIN = "${server.tomcat.connection-timeout:20s}";

  @Bean
  Document integrationsPage() {
    return Document.named("integrations.html");
  }

  @Bean
  Dashboard dashboard(Document page) {
    return new Dashboard(page);
  }

  @Bean
  SignIn signIn(Access access, InstantSource clock) {
    return new SignIn(access, clock);
  }

  @Bean
  SyncLogDownload syncLogDownload(ReadSyncLog log, InstantSource clock) {
    return new SyncLogDownload(log, clock);
  }

  @Bean
  OAuthReturn oauthReturn(FinishConnect finish) {
    return new OAuthReturn(finish);
  }

  /// A request's head and its body have to be there in time, even if they are refused. Nobody but
  /// [BodyLimit] reads a body before it is known who sends it.
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> impatience(
      @Value(WITHIN) Duration within) {
    return tomcat -> {
      tomcat.setProtocol(HttpInTime.class.getName());
      tomcat.addConnectorCustomizers(connector -> {
        connector.setParseBodyMethods("");
        var http = (HttpInTime) connector.getProtocolHandler();
        http.setConnectionTimeout((int) within.toMillis());
        http.setMaxSwallowSize(0);
      });
    };
  }

  /// What is not named here cannot be reached.
  @Bean
  SecurityFilterChain http(
      HttpSecurity http, Access access, Document page, @Value(WITHIN) Duration within)
      throws Exception {
    access.provider().ifPresent(provider -> OpenId.at(provider).letIn(http));
    return http.cors(origins -> origins.configurationSource(Origins.allowed(access.origins())))
        .csrf(AbstractHttpConfigurer::disable)
        // In its place: our page's own header, see there.
        .addFilterAt(new SameOrigin(), CsrfFilter.class)
        .addFilterBefore(new BodyLimit(within), HeaderWriterFilter.class)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
        .oauth2ResourceServer(tokens -> tokens.authenticationManagerResolver(_ -> access.tokens()))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(WebConfiguration::askToSignIn))
        .headers(headers -> guard(headers, page))
        .authorizeHttpRequests(requests ->
            requests
                // They continue what was allowed when it began.
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/", "/sign-in", "/sign-in.css")
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/favicon.svg", "/actuator/health/**")
                .permitAll()
                // What came back is proved by the cookie and the state it comes with.
                .requestMatchers(HttpMethod.GET, "/oauth/*/callback")
                .permitAll()
                // Each proves itself by its own means, over the raw bytes.
                .requestMatchers(HttpMethod.POST, WEBHOOKS)
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasAuthority(Scope.OPERATE.authority())
                .requestMatchers(HttpMethod.POST, "/graphql", "/sign-out")
                .authenticated()
                .requestMatchers(HttpMethod.GET, "/dashboard/**", "/webjars/**")
                .authenticated()
                .anyRequest()
                .denyAll())
        .build();
  }

  private static void guard(HeadersConfigurer<HttpSecurity> headers, Document page) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(page.policy()))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(permissions ->
            permissions.policy("camera=(), geolocation=(), microphone=(), payment=()"))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(
            resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
  }

  /// A browser that opens the page is shown the way in; anything else is told it needs a token.
  private static void askToSignIn(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    var accepted = request.getHeader(HttpHeaders.ACCEPT);
    if (request.getMethod().equals("GET") && accepted != null && accepted.contains("text/html")) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader(HttpHeaders.LOCATION, "/sign-in");
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }
  }

  /// The session's cookie is out of reach for scripts and for other sites, and an address never
  /// carries it.
  @Bean
  ServletContextInitializer sessionCookie() {
    return context -> {
      context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
      var cookie = context.getSessionCookieConfig();
      cookie.setName(COOKIE);
      cookie.setHttpOnly(true);
      cookie.setAttribute("SameSite", SAME_SITE);
    };
  }

  @Bean
  WebMvcConfigurer files() {
    return new WebMvcConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/dashboard/assets/**")
            .addResourceLocations("classpath:/dashboard/assets/")
            .setCacheControl(CacheControl.noCache());
        registry
            .addResourceHandler("/favicon.svg", "/sign-in.css")
            .addResourceLocations("classpath:/dashboard/open/")
            .setCacheControl(CacheControl.noCache());
        // A version is part of the address, so what is there never changes.
        registry
            .addResourceHandler("/webjars/**")
            .addResourceLocations("classpath:/META-INF/resources/webjars/")
            .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable());
      }
    };
  }
}
