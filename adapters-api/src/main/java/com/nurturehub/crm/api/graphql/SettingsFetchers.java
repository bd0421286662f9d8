package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.integration.ChangeSettings;
import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/// Changing what an agency chose for a connection.
@Controller
public class SettingsFetchers {

  private final ChangeSettings settings;
  private final ListIntegrations integrations;

  public SettingsFetchers(ChangeSettings settings, ListIntegrations integrations) {
    this.settings = settings;
    this.integrations = integrations;
  }

  record CreateDefaultInput(String name, String value) {}

  /// Null stands for what is left out.
  record ChangeSettingsInput(
      CrmProvider provider,
      @Nullable Integer intervalMinutes,
      @Nullable PolicyChoice policy,
      @Nullable List<ContactField> hubOwns,
      @Nullable Boolean createContacts,
      @Nullable List<CreateDefaultInput> createDefaults,
      @Nullable Boolean scoreWriteBack,
      @Nullable Boolean previewFirst,
      @Nullable Boolean paused) {

    ConnectionSettings onto(ConnectionSettings before) {
      return new ConnectionSettings(
          Optional.ofNullable(intervalMinutes).map(Duration::ofMinutes).orElse(before.interval()),
          Optional.ofNullable(policy).orElse(before.policy()),
          Optional.ofNullable(hubOwns).<Set<ContactField>>map(Set::copyOf).orElse(before.hubOwns()),
          Optional.ofNullable(createContacts).orElse(before.createContacts()),
          Optional.ofNullable(createDefaults)
              .map(ChangeSettingsInput::byName)
              .orElse(before.createDefaults()),
          Optional.ofNullable(scoreWriteBack).orElse(before.scoreWriteBack()),
          Optional.ofNullable(previewFirst).orElse(before.previewFirst()),
          Optional.ofNullable(paused).orElse(before.paused()));
    }

    private static Map<String, String> byName(List<CreateDefaultInput> defaults) {
      return defaults.stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  CreateDefaultInput::name,
                  CreateDefaultInput::value,
                  (_, _) -> {
                    throw new IllegalArgumentException("the defaults name something twice");
                  }));
    }
  }

  record SettingsChanged(IntegrationNode integration) {}

  @MutationMapping
  Object changeSettings(
      @Argument ChangeSettingsInput input, @AuthenticationPrincipal Identity caller) {
    var agency = caller.acting(Scope.CONNECT);
    try {
      return settings
          .change(agency, input.provider(), input::onto, caller.actor())
          .<Object>map(_ ->
              new SettingsChanged(IntegrationNode.of(integrations.one(agency, input.provider()))))
          .orElseGet(() -> new Problem.NotConnected(input.provider()));
    } catch (InvalidRequest refused) {
      return new Problem.SettingRefused(String.valueOf(refused.getMessage()));
    }
  }
}
