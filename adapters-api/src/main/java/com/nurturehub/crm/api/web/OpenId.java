package com.nurturehub.crm.api.web;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// Signing in at an OpenID provider: with the code flow, of which Spring keeps state, nonce and the
/// proof of the code, and afterwards with a session of our own. The provider's tokens are not kept.
final class OpenId {

  static final String BEGIN = "/sign-in/with/" + Provider.ID;

  private static final Logger LOG = LoggerFactory.getLogger(OpenId.class);
  private static final String BEGINNING = "/sign-in/with";
  private static final String REFUSED = "/sign-in?refused=yes";

  private final Provider provider;
  private final Sessions sessions = new Sessions();

  private OpenId(Provider provider) {
    this.provider = provider;
  }

  static OpenId at(Provider provider) {
    return new OpenId(provider);
  }

  void letIn(HttpSecurity http) {
    http.oauth2Login(login ->
        login
            .loginPage("/sign-in")
            // With the first who signs in, so that we start without the provider.
            .clientRegistrationRepository(
                new SupplierClientRegistrationRepository(
                    () -> new InMemoryClientRegistrationRepository(provider.discovered())))
            .authorizedClientRepository(new NothingKept())
            .authorizationEndpoint(begin -> begin.baseUri(BEGINNING))
            .redirectionEndpoint(back -> back.baseUri(Provider.RETURN))
            .userInfoEndpoint(info -> info.oidcUserService(this::known))
            .successHandler(this::begin)
            .failureHandler(OpenId::refuse));
  }

  /// By what the provider signed, without asking it again.
  private OidcUser known(OidcUserRequest request) {
    var token = request.getIdToken();
    if (provider.identity(token).isEmpty()) {
      throw new OAuth2AuthenticationException(new OAuth2Error("access_denied"));
    }
    return new DefaultOidcUser(List.of(), token);
  }

  private void begin(
      HttpServletRequest request, HttpServletResponse response, Authentication proved)
      throws IOException {
    var identity =
        proved.getPrincipal() instanceof OidcUser user
            ? provider.identity(user.getIdToken())
            : Optional.<Identity>empty();
    if (identity.isEmpty()) {
      sessions.end(request);
      response.sendRedirect(REFUSED);
      return;
    }
    sessions.begin(identity.get(), request, response);
    response.sendRedirect(Dashboard.ADDRESS.toString());
  }

  /// Which of its steps went wrong is in the log, and nothing that came with it.
  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    var reason =
        why instanceof OAuth2AuthenticationException known
            ? known.getError().getErrorCode()
            : why.getClass().getSimpleName();
    LOG.info("sign-in refused because={}", reason);
    response.sendRedirect(REFUSED);
  }

  /// The provider's tokens are for nothing more than signing in.
  private static final class NothingKept implements OAuth2AuthorizedClientRepository {

    // Its signature is Spring's.
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String registration, Authentication who, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication who,
        HttpServletRequest request,
        HttpServletResponse response) {
      // Not kept, on purpose.
    }

    @Override
    public void removeAuthorizedClient(
        String registration,
        Authentication who,
        HttpServletRequest request,
        HttpServletResponse response) {
      // Nothing was kept.
    }
  }
}
