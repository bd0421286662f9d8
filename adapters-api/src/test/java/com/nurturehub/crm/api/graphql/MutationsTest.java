package com.nurturehub.crm.api.graphql;

import static com.nurturehub.crm.api.Acme.ACME;
import static com.nurturehub.crm.api.Acme.NINE;
import static com.nurturehub.crm.api.Acme.TEN;
import static com.nurturehub.crm.api.Acme.ada;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.GraphQlClient;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.application.contact.FindContacts.Found;
import com.nurturehub.crm.application.contact.MergeContacts;
import com.nurturehub.crm.application.contact.RestoreVersion;
import com.nurturehub.crm.application.integration.ConnectCrm;
import com.nurturehub.crm.application.integration.DisconnectCrm;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.RequestSync;
import com.nurturehub.crm.application.sync.Retry;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MutationsTest {

  private static final String CONNECT =
      """
      mutation($input: ConnectInput!) { connect(input: $input) { __typename
        ... on Connected { integration { status } } ... on Problem { message }
        ... on CredentialsRefused { field } } }
      """;
  private static final Map<String, Object> TYPED =
      Map.of(
          "input",
          Map.of(
              "provider",
              "REAPIT",
              "credentials",
              List.of(Map.of("name", "key", "value", "canary-key"))));

  private static TestServer server;
  private static GraphQlClient client;

  @BeforeAll
  static void start() {
    server = TestServer.local();
    client = new GraphQlClient(server);
    server.hub().integrations = List.of(Acme.reapit(Acme.running(0)));
    server.hub().contacts.add(Acme.adaFound());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void connecting_hands_over_what_was_typed_and_who_it_was() {
    var asked = new AtomicReference<ConnectCrm.Request>();
    server.hub().connect =
        (_, request) -> {
          asked.set(request);
          return new ConnectCrm.Outcome.Connected(Acme.connection());
        };

    var answer = client.data(CONNECT, TYPED).at("/connect");

    assertThat(text(answer, "/__typename")).isEqualTo("Connected");
    assertThat(text(answer, "/integration/status")).isEqualTo("ACTIVE");
    assertThat(asked.get().typed()).isEqualTo(Map.of("key", Secret.of("canary-key")));
    assertThat(asked.get().actor()).isEqualTo("local user");
  }

  @Test
  void refused_credentials_name_the_field_to_correct() {
    server.hub().connect = (_, _) -> new ConnectCrm.Outcome.Refused("key", "Reapit refused it.");

    var answer = client.data(CONNECT, TYPED).at("/connect");

    assertThat(text(answer, "/__typename")).isEqualTo("CredentialsRefused");
    assertThat(text(answer, "/field")).isEqualTo("key");
    assertThat(text(answer, "/message")).isEqualTo("Reapit refused it.");
  }

  @Test
  void each_way_connecting_can_fail_is_a_problem_with_a_sentence() {
    var outcomes =
        Map.of(
            "CrmUnreachable", new ConnectCrm.Outcome.Unreachable("It does not answer."),
            "AccountTaken", new ConnectCrm.Outcome.AccountTaken(),
            "CrmNotOffered", new ConnectCrm.Outcome.NotOffered());

    outcomes.forEach((name, outcome) -> {
      server.hub().connect = (_, _) -> outcome;
      var answer = client.data(CONNECT, TYPED).at("/connect");
      assertThat(text(answer, "/__typename")).isEqualTo(name);
      assertThat(text(answer, "/message")).isNotEmpty();
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{provider: REAPIT, credentials: [{name: \"key\", value: \"canary-key\"}]}",
        "{provider: REAPPIT, credentials: [{name: \"key\", value: \"canary-key\"}]}",
        "{credentials: [{name: \"key\", value: \"canary-key\"}]}",
        "{provider: \"canary-key\", credentials: []}",
        "{provider: REAPIT, credentials: [\"canary-key\"]}",
        "{provider: REAPIT, credentials: [{name \"canary-key\"}]}",
        "{provider: REAPIT, credentials: [{name: \"key\", value: {canary-key: 1}}]}",
      })
  void a_secret_in_the_text_of_a_query_is_refused_and_not_repeated(String input) {
    var answer =
        client.ask("mutation { connect(input: %s) { __typename } }".formatted(input), Map.of());

    assertThat(answer.at("/errors").size()).isPositive();
    assertThat(answer.toString()).doesNotContain("canary");
  }

  @Test
  void a_secret_in_the_wrong_variable_is_not_repeated() {
    var swapped =
        Map.of("input", Map.of("provider", "canary-key", "credentials", List.of("canary-key")));

    var answer = client.ask(CONNECT, swapped);

    assertThat(answer.at("/errors").size()).isPositive();
    assertThat(answer.toString()).doesNotContain("canary");
  }

  @Test
  void a_sync_begins_or_is_in_progress() {
    var ask =
        "mutation { sync(provider: REAPIT) { __typename ... on SyncInProgress { run { id } } } }";
    server.hub().sync = (_, _, _, _) -> new RequestSync.Outcome.Requested();
    var requested = client.data(ask);
    server.hub().sync = (_, _, _, _) -> new RequestSync.Outcome.InProgress(Acme.running(1));
    var inProgress = client.data(ask);
    server.hub().sync = (_, _, _, _) -> new RequestSync.Outcome.NotConnected();
    var notConnected = client.data(ask);

    assertThat(text(requested, "/sync/__typename")).isEqualTo("SyncRequested");
    assertThat(text(inProgress, "/sync/run/id")).isEqualTo(Acme.running(1).id().toString());
    assertThat(text(notConnected, "/sync/__typename")).isEqualTo("NotConnected");
  }

  @Test
  void disconnecting_says_what_stays() {
    server.hub().disconnect =
        (_, _, _) -> new DisconnectCrm.Outcome.Disconnected(Acme.connection(), 25_000, 3);

    var answer =
        client.data(
            "mutation { disconnect(provider: REAPIT) { ... on Disconnected { contactsKept"
                + " pushesSetAside integration { provider } } } }");

    assertThat(answer.at("/disconnect/contactsKept").asInt()).isEqualTo(25_000);
    assertThat(answer.at("/disconnect/pushesSetAside").asInt()).isEqualTo(3);
  }

  @Test
  void what_disconnecting_would_mean_is_told_beforehand() {
    server.hub().integrations = List.of(Acme.reapit(Acme.running(1)));

    var answer =
        client.data(
            "{ integration(provider: REAPIT) { parting { contactsKept pushesWaiting afterwards } } }");

    assertThat(answer.at("/integration/parting/contactsKept").asInt()).isEqualTo(25_000);
    assertThat(answer.at("/integration/parting/pushesWaiting").asInt()).isEqualTo(3);
    assertThat(answer.at("/integration/parting/afterwards").asString()).contains("AppMarket");
  }

  @Test
  void what_is_left_out_of_the_settings_stays_as_it_was() {
    var chosen = new AtomicReference<ConnectionSettings>();
    server.hub().settings =
        (_, _, change, _) -> {
          chosen.set(change.apply(ConnectionSettings.DEFAULT));
          return Optional.of(Acme.connection());
        };

    var answer =
        client.data(
            """
            mutation { changeSettings(input: {
                provider: REAPIT, policy: FIELD_OWNERSHIP, hubOwns: [SURNAME],
                createContacts: true, createDefaults: [{name: "officeId", value: "OXF"}],
                previewFirst: true}) {
              ... on SettingsChanged { integration { settings { intervalMinutes policy } } }
            } }
            """);

    var before = ConnectionSettings.DEFAULT;
    assertThat(chosen.get())
        .isEqualTo(
            new ConnectionSettings(
                before.interval(),
                PolicyChoice.FIELD_OWNERSHIP,
                Set.of(ContactField.SURNAME),
                true,
                Map.of("officeId", "OXF"),
                before.scoreWriteBack(),
                true,
                before.paused()));
    assertThat(answer.at("/changeSettings/integration/settings/intervalMinutes").asInt())
        .isEqualTo(240);
  }

  @Test
  void a_setting_that_cannot_be_and_a_crm_nobody_connected_are_problems() {
    var ask =
        """
        mutation { changeSettings(input: {provider: REAPIT, intervalMinutes: 1}) {
          __typename ... on Problem { message }
        } }
        """;
    server.hub().settings =
        (_, _, _, _) -> {
          throw new InvalidRequest("settings", "the interval is too short");
        };
    var refused = client.data(ask);
    server.hub().settings = (_, _, _, _) -> Optional.empty();
    var notConnected = client.data(ask);

    assertThat(text(refused, "/changeSettings/__typename")).isEqualTo("SettingRefused");
    assertThat(text(refused, "/changeSettings/message")).contains("too short");
    assertThat(text(notConnected, "/changeSettings/__typename")).isEqualTo("NotConnected");
  }

  @Test
  void everything_set_aside_for_one_cause_is_tried_again_at_once() {
    server.hub().retryAll =
        (_, provider, cause, _) ->
            provider == CrmProvider.REAPIT && cause == FailureCause.PUSH_REJECTED ? 7 : 0;
    var all =
        "mutation { retryAll(provider: REAPIT, cause: %s) { ... on AllRetried { pushes } ... on"
            + " Problem { message } } }";

    var begun = client.data(all.formatted("PUSH_REJECTED"));
    var nothing = client.data(all.formatted("PUSH_EXHAUSTED"));

    assertThat(begun.at("/retryAll/pushes").asInt()).isEqualTo(7);
    assertThat(text(nothing, "/retryAll/message")).isNotEmpty();
  }

  @Test
  void people_who_look_alike_are_kept_apart() {
    var grace = new ContactId(new UUID(2, 9));
    server.hub().duplicates.clear();
    server
        .hub()
        .duplicates
        .add(
            new Duplicates.Proposal(
                new UUID(9, 9),
                Set.of(ada().id(), grace),
                "The e-mail address is the same.",
                NINE));
    var apart =
        "mutation { keepApart(ids: [\"%s\", \"%s\"]) { __typename ... on Problem { message } } }"
            .formatted(grace, ada().id());

    assertThat(text(client.data(apart), "/keepApart/__typename")).isEqualTo("KeptApart");
    assertThat(text(client.data(apart), "/keepApart/__typename")).isEqualTo("NoSuchContact");
  }

  @Test
  void who_are_the_same_person_are_merged_or_it_is_said_where_they_are_apart() {
    var ids = "[\"%s\", \"%s\"]".formatted(UUID.randomUUID(), ada().id());
    var merge =
        "mutation { mergeContacts(ids: %s, survivor: \"%s\") { __typename ... on ContactsMerged { contact { id } } ... on ApartInCrm { message crms } } }"
            .formatted(ids, ada().id());

    assertThat(text(client.data(merge), "/mergeContacts/__typename")).isEqualTo("NoSuchContact");
    server.hub().merge =
        (_, people, survivor, actor) ->
            people.size() == 2 && survivor.equals(ada().id()) && !actor.isEmpty()
                ? new MergeContacts.Outcome.Merged(ada())
                : new MergeContacts.Outcome.NoSuchContact();
    assertThat(text(client.data(merge), "/mergeContacts/contact/id"))
        .isEqualTo(ada().id().toString());
    server.hub().merge =
        (_, _, _, _) -> new MergeContacts.Outcome.ApartInCrm(Set.of(CrmProvider.REAPIT));
    assertThat(text(client.data(merge), "/mergeContacts/message"))
        .startsWith("Reapit has a record for each of them.");
    server.hub().merge = (_, _, _, _) -> new MergeContacts.Outcome.NoSuchContact();
  }

  @Test
  void retrying_says_what_is_tried_again() {
    var ask =
        "mutation { retry(id: \"%s\") { ... on RetryBegun { what } ... on Problem { message } } }"
            .formatted(new UUID(5, 1));
    server.hub().retry = (_, _, _) -> Retry.Outcome.RECORD_WILL_BE_READ;
    var begun = client.data(ask);
    server.hub().retry = (_, _, _) -> Retry.Outcome.NOTHING_TO_RETRY;
    var nothing = client.data(ask);

    assertThat(text(begun, "/retry/what")).isEqualTo("RECORD");
    assertThat(text(nothing, "/retry/message")).isNotEmpty();
  }

  @Test
  void restoring_answers_with_the_contact_as_it_now_stands() {
    server.hub().restore = (_, _, _) -> new RestoreVersion.Outcome.Restored(ada());

    var answer =
        client.data(
            "mutation { restoreVersion(auditEntryId: \"%s\") { ... on VersionRestored { contact {"
                    .formatted(new UUID(6, 1))
                + " displayName } } } }");

    assertThat(text(answer, "/restoreVersion/contact/displayName")).isEqualTo("Ms Ada Lovelace");
  }

  @Test
  void somebody_erased_cannot_be_restored() {
    server.hub().restore = (_, _, _) -> new RestoreVersion.Outcome.WasErased();

    var answer =
        client.data(
            "mutation { restoreVersion(auditEntryId: \"%s\") { __typename } }"
                .formatted(new UUID(6, 1)));

    assertThat(text(answer, "/restoreVersion/__typename")).isEqualTo("ContactErased");
  }

  @Test
  void an_approval_is_decided_with_a_reason() {
    var decided = new AtomicReference<String>();
    server.hub().decide =
        (agency, id, answer, actor, why) -> {
          decided.set("%s %s by %s because %s".formatted(agency, answer, actor, why));
          return Optional.of(
              new Approvals.Question(
                  id, Acme.REAPIT, Approvals.Kind.WRITES, 60, 100, TEN, answer, false));
        };

    var answer =
        client.data(
            "mutation { approve(id: \"%s\", why: \"We moved office\") { ... on Decided { approval {"
                    .formatted(new UUID(8, 1))
                + " answer provider } } } }");

    assertThat(text(answer, "/approve/approval/answer")).isEqualTo("APPROVED");
    assertThat(text(answer, "/approve/approval/provider")).isEqualTo("REAPIT");
    assertThat(decided.get()).isEqualTo(ACME + " APPROVED by local user because We moved office");
  }

  @Test
  void an_alert_that_is_over_cannot_be_acknowledged() {
    var answer =
        client.data(
            "mutation { acknowledgeAlert(id: \"%s\") { __typename } }".formatted(new UUID(4, 9)));

    assertThat(text(answer, "/acknowledgeAlert/__typename")).isEqualTo("NoSuchAlert");
  }

  @Test
  void an_open_alert_is_acknowledged_and_stays_open() {
    server.hub().alerts.add(Acme.alert());

    var answer =
        client.data(
            "mutation { acknowledgeAlert(id: \"%s\") { ... on AlertAcknowledged { alert { state"
                    .formatted(Acme.alert().id())
                + " acknowledgedAt } } } }");

    assertThat(text(answer, "/acknowledgeAlert/alert/state")).isEqualTo("OPEN");
    assertThat(text(answer, "/acknowledgeAlert/alert/acknowledgedAt")).isEqualTo(TEN.toString());
  }

  @Test
  void a_person_is_erased_once() {
    var ask = "mutation { eraseContact(id: \"%s\") { __typename } }".formatted(new UUID(2, 7));
    server
        .hub()
        .contacts
        .add(
            new Found(
                new Contact(
                    new ContactId(new UUID(2, 7)),
                    ada().details(),
                    ada().consents(),
                    ada().signals(),
                    ada().source(),
                    TEN,
                    Optional.empty(),
                    1,
                    1),
                List.of()));

    var first = client.data(ask);
    var second = client.data(ask);

    assertThat(text(first, "/eraseContact/__typename")).isEqualTo("ContactForgotten");
    assertThat(text(second, "/eraseContact/__typename")).isEqualTo("NoSuchContact");
  }

  @Test
  void a_change_by_hand_is_finished() {
    server.hub().finish = (_, id, _) -> id.equals(new UUID(9, 1));
    var ask = "mutation { finishByHand(id: \"%s\") { __typename } }";

    var finished = client.data(ask.formatted(new UUID(9, 1)));
    var nothing = client.data(ask.formatted(new UUID(9, 2)));

    assertThat(text(finished, "/finishByHand/__typename")).isEqualTo("FinishedByHand");
    assertThat(text(nothing, "/finishByHand/__typename")).isEqualTo("NothingToFinish");
  }

  private static String text(JsonNode node, String path) {
    return node.at(path).asString();
  }
}
