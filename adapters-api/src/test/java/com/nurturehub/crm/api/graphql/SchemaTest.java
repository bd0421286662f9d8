package com.nurturehub.crm.api.graphql;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.alert.AlertEvent;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.integration.ListIntegrations;
import com.nurturehub.crm.application.push.Outbox;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.Previews;
import com.nurturehub.crm.domain.audit.AuditEntry;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.connection.Remedy;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.CommittedChange;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.Side;
import com.nurturehub.crm.domain.link.Match;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.log.SyncEvent;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.sync.Pass;
import graphql.language.DescribedNode;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;

class SchemaTest {

  private static final TypeDefinitionRegistry SCHEMA = schema();

  static Stream<Arguments> ourWords() {
    return Stream.of(
        Arguments.of("CrmProvider", CrmProvider.class),
        Arguments.of("Health", ListIntegrations.Health.class),
        Arguments.of("IntegrationStatus", IntegrationNode.Status.class),
        Arguments.of("MessagesState", MessagesNode.State.class),
        Arguments.of("SyncRunState", RunNode.State.class),
        Arguments.of("Pass", Pass.class),
        Arguments.of("ArchivedFilter", ContactFilter.Archived.class),
        Arguments.of("ConflictPolicy", PolicyChoice.class),
        Arguments.of("ContactField", ContactField.class),
        Arguments.of("ContactCategory", ContactCategory.class),
        Arguments.of("ContactStatus", ContactStatus.class),
        Arguments.of("Channel", Channel.class),
        Arguments.of("ConsentStatus", ConsentStatus.class),
        Arguments.of("ContactEventKind", CommittedChange.Kind.class),
        Arguments.of("Presence", Presence.class),
        Arguments.of("PushState", Outbox.State.class),
        Arguments.of("SignalKind", SignalKind.class),
        Arguments.of("AlertState", AlertNode.State.class),
        Arguments.of("AlertEventKind", AlertEvent.class),
        Arguments.of("FailureCause", FailureCause.class),
        Arguments.of("RemedyOwner", Remedy.Owner.class),
        Arguments.of("RemedyButton", Remedy.Button.class),
        Arguments.of("ApprovalKind", Approvals.Kind.class),
        Arguments.of("PreviewPart", Previews.Part.class),
        Arguments.of("MatchGround", Match.Ground.class),
        Arguments.of("ApprovalAnswer", Approvals.Answer.class),
        Arguments.of("ChangeByHandKind", ChangeByHand.Kind.class),
        Arguments.of("AuditKind", AuditEntry.Kind.class),
        Arguments.of("SyncEventKind", SyncEvent.Kind.class),
        Arguments.of("SyncDirection", SyncEvent.Direction.class),
        Arguments.of("SyncEntity", SyncEvent.Entity.class),
        Arguments.of("SyncOutcome", SyncEvent.Outcome.class),
        Arguments.of("Side", Side.class),
        Arguments.of("Retried", WorkFetchers.Retried.class));
  }

  @ParameterizedTest
  @MethodSource("ourWords")
  void the_schema_knows_every_word_of_ours(String name, Class<? extends Enum<?>> ours) {
    var words =
        Objects.requireNonNull(SCHEMA.getTypeOrNull(name, EnumTypeDefinition.class))
            .getEnumValueDefinitions()
            .stream()
            .map(value -> value.getName())
            .collect(toSet());

    assertThat(words)
        .isEqualTo(Arrays.stream(ours.getEnumConstants()).map(Enum::name).collect(toSet()));
  }

  @Test
  void every_enumeration_of_the_schema_is_checked_against_ours() {
    var checked = ourWords().map(words -> words.get()[0]).collect(toSet());

    assertThat(SCHEMA.getTypes(EnumTypeDefinition.class))
        .extracting(EnumTypeDefinition::getName)
        .allMatch(checked::contains);
  }

  @Test
  void everything_in_the_schema_is_described() {
    assertThat(described().filter(node -> node.getDescription() == null)).isEmpty();
  }

  private static Stream<DescribedNode<?>> described() {
    return SCHEMA.types().values().stream()
        .flatMap(type ->
            switch (type) {
              case ObjectTypeDefinition object ->
                  withArguments(object, object.getFieldDefinitions());
              case InterfaceTypeDefinition named ->
                  withArguments(named, named.getFieldDefinitions());
              case InputObjectTypeDefinition input ->
                  Stream.concat(Stream.of(input), input.getInputValueDefinitions().stream());
              case EnumTypeDefinition words ->
                  Stream.concat(Stream.of(words), words.getEnumValueDefinitions().stream());
              case DescribedNode<?> other -> Stream.of(other);
              default -> Stream.of();
            });
  }

  private static Stream<DescribedNode<?>> withArguments(
      DescribedNode<?> type, List<FieldDefinition> fields) {
    return Stream.concat(
        Stream.of(type),
        fields.stream()
            .flatMap(field ->
                Stream.concat(Stream.of(field), field.getInputValueDefinitions().stream())));
  }

  private static TypeDefinitionRegistry schema() {
    try {
      return new SchemaParser()
          .parse(
              new ClassPathResource("graphql/schema.graphqls")
                  .getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
