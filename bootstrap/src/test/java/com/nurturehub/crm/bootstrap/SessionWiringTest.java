package com.nurturehub.crm.bootstrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.IdentityAuthentication;
import com.nurturehub.crm.api.identity.Reach;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import java.io.File;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.convert.ConversionService;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionTemplate;

/// What is kept of a session between two requests.
class SessionWiringTest {

  private final ConversionService kept = new SessionWiring().springSessionConversionService();

  static Reach[] reaches() {
    return new Reach[] {
      Reach.of(new AgencyId("acme")),
      new Reach.These(Set.of(new AgencyId("acme"), new AgencyId("bolt"))),
      new Reach.These(Set.of()),
      new Reach.Every()
    };
  }

  @ParameterizedTest
  @MethodSource("reaches")
  void another_node_knows_the_person_as_before(Reach reach) {
    var known = new IdentityAuthentication(new Identity("ann", reach, Set.of(Scope.READ)));

    var context = (SecurityContext) requireNonNull(read(written(new SecurityContextImpl(known))));

    var again = (IdentityAuthentication) requireNonNull(context.getAuthentication());
    assertThat(again).isEqualTo(known);
    assertThat(again.until()).isEmpty();
    assertThat(again.isAuthenticated()).isTrue();
    assertThat(again.getAuthorities())
        .extracting(Object::toString)
        .containsExactly(Scope.READ.authority());
  }

  @Test
  void a_sign_in_that_has_begun_may_end_at_another_node() {
    var begun =
        OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri("https://id.example.com/authorize")
            .clientId("page")
            .redirectUri("https://crm.example.com/sign-in/return")
            .scopes(Set.of("openid", "profile"))
            .state("state-1")
            .additionalParameters(Map.of("nonce", "hash"))
            .attributes(Map.of("registration_id", "nurturehub", "code_verifier", "proof"))
            .build();

    var again = (OAuth2AuthorizationRequest) requireNonNull(read(written(begun)));

    assertThat(again).usingRecursiveComparison().isEqualTo(begun);
  }

  @Test
  void what_does_not_belong_into_a_session_is_not_read() {
    assertThat(read(written(new File("somewhere")))).isNull();
  }

  @Test
  void whoever_has_a_long_name_has_a_session_too() {
    try (var database = PostgresServer.freshDatabase()) {
      var sessions =
          new JdbcIndexedSessionRepository(
              new JdbcTemplate(database.service()),
              new TransactionTemplate(new JdbcTransactionManager(database.service())));
      sessions.setConversionService(kept);
      save(sessions, new SecurityContextImpl(known("a".repeat(255))));

      assertThat(sessions.findByPrincipalName("a".repeat(255))).hasSize(1);
    }
  }

  private static <S extends Session> void save(SessionRepository<S> sessions, Object context) {
    var session = sessions.createSession();
    session.setAttribute("SPRING_SECURITY_CONTEXT", context);
    sessions.save(session);
  }

  @Test
  void what_somebody_wrote_over_is_as_good_as_not_there() {
    var text = new String(written(known("ann")), ISO_8859_1);

    assertThat(read(text.replace("acme", "a/me").getBytes(ISO_8859_1))).isNull();
  }

  private static IdentityAuthentication known(String actor) {
    return new IdentityAuthentication(
        new Identity(actor, Reach.of(new AgencyId("acme")), Set.of(Scope.READ)));
  }

  @Test
  void what_cannot_be_read_is_as_good_as_not_there() {
    assertThat(read(new byte[] {1, 2, 3})).isNull();
  }

  private byte[] written(Object value) {
    return requireNonNull(kept.convert(value, byte[].class));
  }

  private @Nullable Object read(byte[] bytes) {
    return kept.convert(bytes, Object.class);
  }
}
