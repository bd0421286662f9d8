package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Query;
import com.nurturehub.crm.sandbox.http.Refusal;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.http.Routes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The identity host: gives tokens to the application and, after a consent, for users.
final class ReapitConnect {

  static final String PREFIX = "/connect";

  private static final String CLIENT_CODE_CLAIM = "custom:reapit:clientCode";

  private final ReapitSettings settings;
  private final ReapitTokens tokens;
  private final JwtSigner signer;
  private final Supplier<String> issuer;
  private volatile Passphrase secret;

  /// @param issuer the address of this host
  ReapitConnect(
      ReapitSettings settings, ReapitTokens tokens, JwtSigner signer, Supplier<String> issuer) {
    this.settings = settings;
    this.tokens = tokens;
    this.signer = signer;
    this.issuer = issuer;
    this.secret = settings.clientSecret();
  }

  void addRoutes(Routes routes) {
    routes
        .on("POST", PREFIX + "/oauth/token", "connect.token", this::token)
        .on("POST", PREFIX + "/token", "connect.token", this::token)
        .on("POST", PREFIX + "/oauth/revoke", "connect.revoke", this::revoke)
        .on("POST", PREFIX + "/oauth2/revoke", "connect.revoke", this::revoke)
        .on("GET", PREFIX + "/.well-known/jwks.json", "connect.keys", this::keys)
        .on("GET", PREFIX + "/.well-known/openid-configuration", "connect.about", this::about)
        .on("GET", PREFIX + "/userinfo", "connect.user", this::user)
        .on("GET", PREFIX + "/oauth/userInfo", "connect.user", this::user)
        .on("GET", PREFIX + "/oauth2/userInfo", "connect.user", this::user);
  }

  void rotateSecret(Passphrase next) {
    secret = next;
    tokens.revokeAll();
  }

  private Reply token(Call call) {
    if (!call.headers().find("content-type").orElse("").startsWith("application/x-www-form")) {
      throw failed("invalid_request");
    }
    var form = Query.parse(call.body().text());
    return switch (form.find("grant_type").orElse("")) {
      case "client_credentials" -> forApplication(call, form);
      case "authorization_code" -> forCode(call, form);
      case "refresh_token" -> forRefresh(call, form);
      case String _ -> throw failed("invalid_request");
    };
  }

  private Reply forApplication(Call call, Query form) {
    if (!hasSecret(call, form)) {
      throw failed("invalid_client");
    }
    var issued = tokens.forApplication(settings.clientId(), settings.scopes(), call.at());
    return granted(issued, call.at());
  }

  // With a code, a proof of the sign-in's beginning (PKCE) stands in for the secret.
  private Reply forCode(Call call, Query form) {
    requireClient(form);
    var consented =
        tokens
            .redeem(form.find("code").orElse(""), call.at())
            .orElseThrow(() -> failed("invalid_grant"));
    if (!form.find("redirect_uri").equals(Optional.of(consented.redirectUri()))) {
      throw failed("invalid_grant");
    }
    var proven =
        consented.challenge().isEmpty()
            ? hasSecret(call, form)
            : form.find("code_verifier")
                .map(ReapitConnect::challengeFor)
                .equals(Optional.of(consented.challenge()));
    if (!proven) {
      throw failed(consented.challenge().isEmpty() ? "invalid_client" : "invalid_grant");
    }
    return granted(consented, call.at(), call.at());
  }

  private Reply forRefresh(Call call, Query form) {
    requireClient(form);
    var renewable =
        tokens
            .renew(form.find("refresh_token").orElse(""), call.at())
            .orElseThrow(() -> failed("invalid_grant"));
    return granted(renewable.consented(), renewable.since(), call.at());
  }

  private Reply granted(ReapitTokens.Consented consented, Instant since, Instant now) {
    var issued = tokens.forUser(settings.clientId(), consented, now);
    var body = body(issued, now);
    if (consented.scopes().contains("offline_access")) {
      body.put("refresh_token", tokens.refreshFor(consented, since, now));
    }
    if (consented.scopes().contains("openid")) {
      body.put("id_token", idToken(consented, now));
    }
    return Reply.json(200, body);
  }

  private static Reply granted(ReapitTokens.Issued issued, Instant now) {
    return Reply.json(200, body(issued, now));
  }

  private static ObjectNode body(ReapitTokens.Issued issued, Instant now) {
    return Json.object()
        .put("access_token", issued.bearer())
        .put("token_type", "Bearer")
        .put("expires_in", issued.expiresAt().getEpochSecond() - now.getEpochSecond());
  }

  private String idToken(ReapitTokens.Consented consented, Instant now) {
    var claims =
        userOf(consented.customer())
            .put("iss", issuer.get())
            .put("aud", settings.clientId())
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(ReapitTokens.LIFETIME).getEpochSecond());
    if (!consented.nonce().isEmpty()) {
      claims.put("nonce", consented.nonce());
    }
    return signer.sign(claims);
  }

  private static ObjectNode userOf(String customer) {
    return Json.object()
        .put("sub", "user-of-" + customer)
        .put("name", "Admin of " + customer)
        .put("email", "admin@" + customer.toLowerCase(Locale.ROOT) + ".example")
        .put(CLIENT_CODE_CLAIM, customer);
  }

  private Reply revoke(Call call) {
    var form = Query.parse(call.body().text());
    if (!hasSecret(call, form)) {
      throw failed("invalid_client");
    }
    form.find("token").ifPresent(tokens::revoke);
    return Reply.empty(200);
  }

  private Reply keys(Call call) {
    return Reply.json(200, signer.keySet());
  }

  private Reply user(Call call) {
    return ReapitGate.bearerOf(call)
        .flatMap(bearer -> tokens.find(bearer, call.at()))
        .flatMap(Session::customer)
        .map(customer -> Reply.json(200, userOf(customer)))
        .orElseGet(() -> Reply.json(401, Json.object().put("error", "invalid_token")));
  }

  private Reply about(Call call) {
    var address = issuer.get();
    return Reply.json(
        200,
        Json.object()
            .put("issuer", address)
            .put("authorization_endpoint", address + "/authorize")
            .put("token_endpoint", address + "/oauth/token")
            .put("revocation_endpoint", address + "/oauth/revoke")
            .put("userinfo_endpoint", address + "/userinfo")
            .put("end_session_endpoint", address + "/oidc/logout")
            .put("jwks_uri", address + "/.well-known/jwks.json"));
  }

  /// The client's id must stand in the form, and its secret in a Basic header or in the form.
  private boolean hasSecret(Call call, Query form) {
    requireClient(form);
    var basic =
        call.headers()
            .find("authorization")
            .filter(header -> header.startsWith("Basic "))
            .map(header -> header.substring("Basic ".length()).strip());
    var expected = settings.clientId() + ":" + secret.reveal();
    if (basic.isPresent()) {
      return decoded(basic.get()).equals(expected);
    }
    return form.find("client_secret").equals(Optional.of(secret.reveal()));
  }

  private void requireClient(Query form) {
    var client = form.find("client_id").orElseThrow(() -> failed("invalid_request"));
    if (!client.equals(settings.clientId())) {
      throw failed("invalid_client");
    }
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw failed("invalid_request");
    }
  }

  private static Refusal failed(String error) {
    var status = error.equals("invalid_client") ? 401 : 400;
    return new Refusal(Reply.json(status, Json.object().put("error", error)));
  }

  private static String challengeFor(String verifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException("every JDK has SHA-256", failure);
    }
  }
}
