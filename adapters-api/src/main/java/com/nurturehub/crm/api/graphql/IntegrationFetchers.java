package com.nurturehub.crm.api.graphql;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.nurturehub.crm.api.connection.ReturnCookie;
import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.integration.BeginConnect;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.integration.DisconnectCrm;
import com.nurturehub.crm.application.integration.GiveWebhookSecret;
import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import graphql.GraphQLContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/// How the agency stands with each CRM, connecting and disconnecting.
@Controller
public class IntegrationFetchers {

  private final ListIntegrations integrations;
  private final ConnectCrm connect;
  private final BeginConnect begin;
  private final DisconnectCrm disconnect;
  private final GiveWebhookSecret webhookSecret;

  public IntegrationFetchers(
      ListIntegrations integrations,
      ConnectCrm connect,
      BeginConnect begin,
      DisconnectCrm disconnect,
      GiveWebhookSecret webhookSecret) {
    this.integrations = integrations;
    this.connect = connect;
    this.begin = begin;
    this.disconnect = disconnect;
    this.webhookSecret = webhookSecret;
  }

  record ConnectInput(
      CrmProvider provider, List<CredentialInput> credentials, boolean previewFirst) {}

  record CredentialInput(String name, Secret value) {}

  record Connected(IntegrationNode integration) {}

  record ConnectBegun(String address, Instant until) {}

  record Disconnected(IntegrationNode integration, long contactsKept, long pushesSetAside) {}

  record WebhookSecretInput(CrmProvider provider, Secret secret) {}

  record WebhookSecretKept(IntegrationNode integration) {}

  @QueryMapping
  List<IntegrationNode> integrations(@AuthenticationPrincipal Identity caller) {
    return integrations.list(caller.acting(Scope.READ)).stream().map(IntegrationNode::of).toList();
  }

  @QueryMapping
  IntegrationNode integration(
      @Argument CrmProvider provider, @AuthenticationPrincipal Identity caller) {
    return node(caller.acting(Scope.READ), provider);
  }

  @MutationMapping
  Object connect(@Argument ConnectInput input, @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.CONNECT);
    var request =
        new ConnectCrm.Request(
            input.provider(), typed(input.credentials()), caller.actor(), input.previewFirst());
    return switch (connect.connect(agency, request)) {
      case ConnectCrm.Outcome.Connected _ -> new Connected(node(agency, input.provider()));
      case ConnectCrm.Outcome.Refused(var field, var reason) ->
          new Problem.CredentialsRefused(
              reason, Optional.of(field).filter(name -> !name.isEmpty()));
      case ConnectCrm.Outcome.Unreachable(var reason) -> new Problem.CrmUnreachable(reason);
      case ConnectCrm.Outcome.AccountTaken _ -> new Problem.AccountTaken();
      case ConnectCrm.Outcome.NotOffered _ -> new Problem.CrmNotOffered(input.provider());
    };
  }

  /// The cookie goes out with the answer, see [GraphQlConfiguration].
  @MutationMapping
  Object beginConnect(
      @Argument CrmProvider provider,
      @Argument boolean previewFirst,
      @AuthenticationPrincipal Identity caller,
      GraphQLContext context) {
    var agency = caller.acting(Scope.CONNECT);
    var request = new BeginConnect.Request(provider, caller.actor(), previewFirst);
    return switch (begin.begin(agency, request)) {
      case BeginConnect.Outcome.Begun(var address, var browser, var until) -> {
        context.put(ReturnCookie.class, new ReturnCookie(agency, browser));
        yield new ConnectBegun(address.toString(), until);
      }
      case BeginConnect.Outcome.NotOffered _ -> new Problem.CrmNotOffered(provider);
    };
  }

  @MutationMapping
  Object disconnect(@Argument CrmProvider provider, @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.CONNECT);
    return switch (disconnect.disconnect(agency, provider, caller.actor())) {
      case DisconnectCrm.Outcome.Disconnected(_, var kept, var setAside) ->
          new Disconnected(node(agency, provider), kept, setAside);
      case DisconnectCrm.Outcome.NotConnected _ -> new Problem.NotConnected(provider);
    };
  }

  @MutationMapping
  Object giveWebhookSecret(
      @Argument WebhookSecretInput input, @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.CONNECT);
    return webhookSecret.give(agency, input.provider(), input.secret(), caller.actor())
        ? new WebhookSecretKept(node(agency, input.provider()))
        : new Problem.NotConnected(input.provider());
  }

  private IntegrationNode node(AgencyId agency, CrmProvider provider) {
    return IntegrationNode.of(integrations.one(agency, provider));
  }

  private static Map<String, Secret> typed(List<CredentialInput> credentials) {
    try {
      return credentials.stream()
          .collect(toUnmodifiableMap(CredentialInput::name, CredentialInput::value));
    } catch (IllegalStateException e) {
      throw new InvalidRequest("credentials", "name a field twice");
    }
  }
}
