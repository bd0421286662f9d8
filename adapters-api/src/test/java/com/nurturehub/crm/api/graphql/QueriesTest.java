package com.nurturehub.crm.api.graphql;

import static com.nurturehub.crm.api.Acme.NINE;
import static com.nurturehub.crm.api.Acme.REAPIT;
import static com.nurturehub.crm.api.Acme.TEN;
import static com.nurturehub.crm.api.Acme.ada;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.GraphQlClient;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.application.audit.AuditTrail;
import com.nurturehub.crm.application.contact.Duplicates;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.application.log.SyncLog.Doer;
import com.nurturehub.crm.application.push.HandChanges;
import com.nurturehub.crm.application.sync.Approvals;
import com.nurturehub.crm.application.sync.Previews;
import com.nurturehub.crm.application.sync.Quarantine;
import com.nurturehub.crm.application.sync.ReviewPreview;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.link.Match;
import com.nurturehub.crm.domain.log.SyncEvent.Kind;
import com.nurturehub.crm.domain.log.SyncEvent.Outcome;
import com.nurturehub.crm.domain.push.ChangeByHand;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncRunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QueriesTest {

  private static TestServer server;
  private static GraphQlClient client;

  @BeforeAll
  static void start() {
    server = TestServer.local();
    client = new GraphQlClient(server);
    var hub = server.hub();
    hub.integrations =
        List.of(
            Acme.reapit(Acme.running(5_000)),
            Acme.unconnected(CrmProvider.ALTO, Optional.of(Acme.offer())),
            Acme.unconnected(CrmProvider.STREET, Optional.empty()));
    hub.contacts.add(Acme.adaFound());
    hub.runs.add(Acme.running(5_000));
    hub.runs.add(Acme.running(9_000).succeed(TEN));
    hub.runs.add(Acme.running(9_000).fail(FailureCause.UNAVAILABLE, "Reapit was down.", TEN));
    hub.pushes.add(Acme.due());
    hub.pushes.add(Acme.due().setAside(FailureCause.PUSH_REJECTED, "No such office.", TEN));
    hub.alerts.add(Acme.alert());
    hub.alerts.add(Acme.alert().resolved("It was delivered after all.", TEN));
    hub.quarantined.add(
        new Quarantine.Entry(
            new UUID(7, 1),
            REAPIT,
            new SyncRunId(new UUID(3, 1)),
            new Quarantined(Optional.of("OXF1"), "It has no name.", "{}"),
            TEN));
    hub.questions.add(
        new Approvals.Question(
            new UUID(8, 1),
            REAPIT,
            Approvals.Kind.DELETIONS,
            400,
            4_000,
            NINE,
            Approvals.Answer.NONE,
            false));
    hub.duplicates.add(
        new Duplicates.Proposal(
            new UUID(9, 2),
            Set.of(ada().id(), new ContactId(new UUID(2, 2))),
            "The e-mail address is the same.",
            NINE));
    hub.byHand.add(
        new HandChanges.Item(
            new UUID(9, 1),
            new ChangeByHand(
                ada().id(), REAPIT, ChangeByHand.Kind.FIELD, "EMAILS", "ada@example.com", NINE)));
    hub.events.addAll(List.of(Acme.refusedPush(), Acme.askedSync()));
    hub.entries.add(new AuditTrail.Entry(1, "abc", Acme.conflict(), false));
    hub.proof =
        new AuditTrail.Proof(
            false, 1, "abc", Optional.of(new AuditTrail.Break(1, "It was changed.")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_connected_crm_tells_how_it_stands() {
    var reapit =
        client.data("{ integrations { %s } }".formatted(INTEGRATION)).at("/integrations/0");

    assertThat(text(reapit, "/provider")).isEqualTo("REAPIT");
    assertThat(text(reapit, "/status")).isEqualTo("ACTIVE");
    assertThat(text(reapit, "/account")).isEqualTo("RES");
    assertThat(text(reapit, "/nextSyncAt")).isEqualTo("2026-11-02T14:00:00Z");
    assertThat(reapit.at("/linkedContacts").asInt()).isEqualTo(25_000);
    assertThat(reapit.at("/inSync/percent").asInt()).isEqualTo(99);
    assertThat(reapit.at("/inSync/contacts").asInt()).isEqualTo(24_999);
    assertThat(reapit.at("/inSync/waiting").asInt()).isEqualTo(1);
    assertThat(reapit.at("/currentRun/total").asInt()).isEqualTo(25_000);
    assertThat(reapit.at("/currentRun/tally/read").asInt()).isEqualTo(5_000);
    assertThat(text(reapit, "/alerts/0/remedy/button")).isEqualTo("RETRY");
    assertThat(text(reapit, "/capabilities/writableFields/0")).isEqualTo("FORENAME");
    assertThat(text(reapit, "/offer/fields/1/name")).isEqualTo("key");
    assertThat(reapit.at("/offer/fields/1/secret").asBoolean()).isTrue();
  }

  @Test
  void what_would_be_written_first_is_shown_with_whom_it_concerns_and_why() {
    var hub = server.hub();
    var question =
        new Approvals.Question(
            new UUID(9, 9),
            REAPIT,
            Approvals.Kind.PREVIEW,
            3,
            25_000,
            TEN,
            Approvals.Answer.NONE,
            false);
    hub.preview.shown =
        Optional.of(
            new ReviewPreview.Preview(
                Optional.of(question), new Previews.Counts(7, 2, 1, 1, 2, 0, 1)));
    hub.preview.items.put(
        Previews.Part.LINKED,
        List.of(
            new Previews.Item(
                ada().id(),
                Set.of(ContactField.PHONES),
                Set.of(),
                Optional.of(Match.Ground.EMAIL))));

    var data =
        client.data(
            """
            { integrations { preview { question { id kind answer } createdHere linked changedHere
                createdThere changedThere scoresThere optOuts } }
              previewItems(provider: REAPIT, part: LINKED) { totalCount edges { node {
                contact { id } fields consents ground } } } }
            """);

    assertThat(text(data, "/integrations/0/preview/question/kind")).isEqualTo("PREVIEW");
    assertThat(data.at("/integrations/0/preview/createdHere").asInt()).isEqualTo(7);
    assertThat(data.at("/integrations/0/preview/optOuts").asInt()).isEqualTo(1);
    assertThat(data.at("/integrations/1/preview").isNull()).isTrue();
    assertThat(text(data, "/previewItems/edges/0/node/ground")).isEqualTo("EMAIL");
    assertThat(text(data, "/previewItems/edges/0/node/fields/0")).isEqualTo("PHONES");
    assertThat(text(data, "/previewItems/edges/0/node/contact/id"))
        .isEqualTo(ada().id().toString());
  }

  @Test
  void a_crm_that_is_not_built_yet_says_so() {
    var all = client.data("{ integrations { %s } }".formatted(INTEGRATION)).at("/integrations");

    assertThat(text(all, "/1/status")).isEqualTo("NOT_CONNECTED");
    assertThat(text(all, "/2/status")).isEqualTo("NOT_OFFERED");
    assertThat(all.at("/2/offer").isNull()).isTrue();
    assertThat(all.at("/2/inSync").isNull()).isTrue();
    assertThat(text(all, "/2/healthReason")).isEqualTo("Not available yet.");
  }

  @Test
  void one_crm_can_be_asked_for() {
    var alto = client.data("{ integration(provider: ALTO) { title health } }").at("/integration");

    assertThat(text(alto, "/title")).isEqualTo("Alto");
    assertThat(text(alto, "/health")).isEqualTo("NONE");
  }

  @Test
  void a_contact_shows_everything_and_where_it_is_linked() {
    var found =
        client.data("{ contact(id: \"%s\") { %s } }".formatted(ada().id(), CONTACT)).at("/contact");

    assertThat(text(found, "/displayName")).isEqualTo("Ms Ada Lovelace");
    assertThat(text(found, "/details/address"))
        .isEqualTo("12, St James Square, London, SW1Y 4JH, GB");
    assertThat(text(found, "/details/categories/0")).isEqualTo("SELLER");
    assertThat(text(found, "/consents/1/status")).isEqualTo("DENIED");
    assertThat(found.at("/consents/2/recordedAt").isNull()).isTrue();
    assertThat(text(found, "/reachableOn/0")).isEqualTo("EMAIL");
    assertThat(found.at("/reachableOn").size()).isEqualTo(1);
    assertThat(found.at("/score").asInt()).isEqualTo(72);
    assertThat(found.at("/engagement/opened").asInt()).isEqualTo(1);
    assertThat(text(found, "/links/0/externalId")).isEqualTo("OXF12000001");
  }

  @Test
  void a_contact_that_is_not_there_is_null() {
    var data = client.data("{ contact(id: \"%s\") { id } }".formatted(new UUID(9, 9)));

    assertThat(data.at("/contact").isNull()).isTrue();
  }

  @Test
  void contacts_are_searched_by_what_was_typed() {
    var page =
        client
            .data(
                """
                { contacts(first: 10, filter: {text: " love ", category: SELLER, archived: EXCLUDED}) {
                    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                    edges { cursor node { id } } } }
                """)
            .at("/contacts");

    assertThat(page.at("/totalCount").asInt()).isEqualTo(1);
    assertThat(text(page, "/edges/0/node/id")).isEqualTo(ada().id().toString());
    assertThat(server.hub().told)
        .contains(
            "list ContactFilter[text=Optional[love], category=Optional[SELLER],"
                + " archived=EXCLUDED]");
  }

  @Test
  void runs_tell_how_they_ended() {
    var runs =
        client
            .data("{ syncRuns(provider: REAPIT) { edges { node { %s } } } }".formatted(RUN))
            .at("/syncRuns/edges");

    assertThat(text(runs, "/0/node/state")).isEqualTo("RUNNING");
    assertThat(text(runs, "/1/node/state")).isEqualTo("SUCCEEDED");
    assertThat(text(runs, "/1/node/endedAt")).isEqualTo(TEN.toString());
    assertThat(text(runs, "/2/node/failureCause")).isEqualTo("UNAVAILABLE");
    assertThat(text(runs, "/2/node/failureReason")).isEqualTo("Reapit was down.");
    assertThat(text(runs, "/2/node/provider")).isEqualTo("REAPIT");
  }

  @Test
  void the_outbox_shows_what_is_owed_and_to_whom() {
    var pushes =
        client.data("{ outbox { edges { node { %s } } } }".formatted(PUSH)).at("/outbox/edges");

    assertThat(text(pushes, "/0/node/state")).isEqualTo("DUE");
    assertThat(pushes.at("/0/node/urgent").asBoolean()).isTrue();
    assertThat(text(pushes, "/0/node/contact/displayName")).isEqualTo("Ms Ada Lovelace");
    assertThat(text(pushes, "/1/node/note")).isEqualTo("No such office.");
    assertThat(text(pushes, "/1/node/remedy/button")).isEqualTo("RETRY");
  }

  @Test
  void the_outbox_can_be_asked_for_what_is_told_of_one_contact() {
    var ada = server.hub().pushes.getFirst().contact();

    assertThat(pushesAbout(ada.toString())).isPositive();
    assertThat(pushesAbout(new UUID(2, 2).toString())).isZero();
  }

  private static int pushesAbout(String contact) {
    return client
        .data("{ outbox(contactId: \"%s\") { totalCount } }".formatted(contact))
        .at("/outbox/totalCount")
        .asInt();
  }

  @Test
  void the_contacts_behind_a_page_are_looked_up_at_once() {
    server.hub().told.clear();

    client.data("{ outbox { edges { node { contact { id } } } } }");

    assertThat(server.hub().told).containsExactly("find 1");
  }

  @Test
  void alerts_are_open_or_resolved() {
    var open = client.data("{ alerts(state: OPEN) { edges { node { %s } } } }".formatted(ALERT));
    var over =
        client.data("{ alerts(state: RESOLVED) { edges { node { %s } } } }".formatted(ALERT));

    assertThat(open.at("/alerts/edges").size()).isEqualTo(1);
    assertThat(text(over, "/alerts/edges/0/node/resolution"))
        .isEqualTo("It was delivered after all.");
  }

  @Test
  void quarantine_shows_what_the_crm_sent() {
    var record =
        client
            .data("{ quarantine { edges { node { %s } } } }".formatted(QUARANTINED))
            .at("/quarantine/edges/0/node");

    assertThat(text(record, "/reason")).isEqualTo("It has no name.");
    assertThat(text(record, "/externalId")).isEqualTo("OXF1");
  }

  @Test
  void an_audit_entry_has_both_versions_and_what_differed() {
    var entry =
        client
            .data("{ auditTrail { edges { node { %s } } } }".formatted(AUDIT))
            .at("/auditTrail/edges/0/node");

    assertThat(text(entry, "/kind")).isEqualTo("CONFLICT");
    assertThat(text(entry, "/outcome/winner")).isEqualTo("CRM");
    assertThat(text(entry, "/outcome/hubAt")).isEqualTo(NINE.toString());
    assertThat(entry.at("/outcome/clockOffsetSeconds").asDouble()).isEqualTo(2.5);
    assertThat(text(entry, "/outcome/differences/0/field")).isEqualTo("SURNAME");
    assertThat(text(entry, "/outcome/differences/0/hubValue")).isEqualTo("Lovelace");
    assertThat(text(entry, "/outcome/differences/0/crmValue")).isEqualTo("King");
    assertThat(text(entry, "/crmVersion/surname")).isEqualTo("King");
    assertThat(text(entry, "/contact/id")).isEqualTo(ada().id().toString());
  }

  @Test
  void entries_about_somebody_else_are_left_out() {
    var page =
        client.data(
            "{ auditTrail(filter: {contactId: \"%s\"}) { totalCount } }".formatted(new UUID(2, 2)));

    assertThat(page.at("/auditTrail/totalCount").asInt()).isZero();
  }

  @Test
  void an_event_tells_what_happened_to_whom_and_how_it_went() {
    var edges =
        client
            .data(
                """
                { syncEvents { totalCount edges { node { id at kind title direction entity provider
                    contactId contact { displayName } externalId outcome said error actor } } } }
                """)
            .at("/syncEvents/edges");

    var push = edges.at("/0/node");
    assertThat(text(push, "/at")).isEqualTo(TEN.toString());
    assertThat(text(push, "/kind")).isEqualTo("PUSH");
    assertThat(text(push, "/direction")).isEqualTo("TO_CRM");
    assertThat(text(push, "/entity")).isEqualTo("CONTACT");
    assertThat(text(push, "/contactId")).isEqualTo(ada().id().toString());
    assertThat(text(push, "/contact/displayName")).contains("Lovelace");
    assertThat(text(push, "/externalId")).isEqualTo("OXF1");
    assertThat(text(push, "/outcome")).isEqualTo("FAILED");
    assertThat(text(push, "/error")).isEqualTo("PUSH_REJECTED");
    assertThat(push.at("/actor").isNull()).isTrue();
    assertThat(text(edges.at("/1/node"), "/actor")).isEqualTo("jo@acme.example");
    assertThat(edges.at("/1/node/contact").isNull()).isTrue();
  }

  @Test
  void events_are_asked_for_by_everything_that_can_be_named() {
    client.data(
        """
        { syncEvents(filter: {provider: REAPIT, kinds: [PUSH, PAGE], direction: TO_CRM,
            outcomes: [FAILED], from: "2026-11-02T09:00:00Z", until: "2026-11-02T10:00:00Z",
            contactId: "%s", peopleOnly: true}) { totalCount } }
        """
            .formatted(ada().id()));

    assertThat(server.hub().logFilters.getLast())
        .isEqualTo(
            SyncLog.Filter.NONE
                .at(CrmProvider.REAPIT)
                .of(Set.of(Kind.PUSH))
                .ended(Set.of(Outcome.FAILED))
                .between(NINE, TEN)
                .about(ada().id())
                .by(Doer.PEOPLE));
  }

  @Test
  void a_broken_chain_is_told_with_its_place() {
    var proof =
        client
            .data("{ verifyAuditTrail { intact entries head brokenAt brokenBecause } }")
            .at("/verifyAuditTrail");

    assertThat(proof.at("/intact").asBoolean()).isFalse();
    assertThat(proof.at("/brokenAt").asInt()).isEqualTo(1);
    assertThat(text(proof, "/brokenBecause")).isEqualTo("It was changed.");
  }

  @Test
  void the_worklist_begins_with_what_stops_a_connection() {
    var items =
        client
            .data(
                """
                { worklist { totalCount edges { node { __typename
                    ... on Alert { %s } ... on Approval { id provider kind affected all askedAt answer }
                    ... on Push { pushState: state } ... on QuarantinedRecord { reason }
                    ... on PossibleDuplicate { reason contacts { displayName } }
                    ... on ChangeByHand { changeKind: kind what value since contact { id } } } } } }
                """
                    .formatted(ALERT))
            .at("/worklist");

    assertThat(items.at("/totalCount").asInt()).isEqualTo(6);
    assertThat(items.at("/edges").valueStream().map(edge -> text(edge, "/node/__typename")))
        .containsExactly(
            "Approval", "Alert", "Push", "ChangeByHand", "PossibleDuplicate", "QuarantinedRecord");
  }

  @Test
  void the_worklist_goes_on_where_a_page_ended() {
    var ask =
        "query($after: String) { worklist(first: 2, after: $after) { pageInfo { hasNextPage"
            + " endCursor } edges { node { __typename } } } }";
    var first = client.data(ask).at("/worklist");
    var second =
        client.data(ask, Map.of("after", text(first, "/pageInfo/endCursor"))).at("/worklist");
    var third =
        client.data(ask, Map.of("after", text(second, "/pageInfo/endCursor"))).at("/worklist");

    assertThat(text(second, "/edges/0/node/__typename")).isEqualTo("Push");
    assertThat(text(third, "/edges/0/node/__typename")).isEqualTo("PossibleDuplicate");
    assertThat(text(third, "/edges/1/node/__typename")).isEqualTo("QuarantinedRecord");
    assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
    assertThat(third.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
  }

  private static String text(JsonNode node, String path) {
    return node.at(path).asString();
  }

  private static final String RUN =
      "id provider state pass startedAt endedAt total failureCause failureReason"
          + " tally { read created updated unchanged conflicted quarantined }";
  private static final String REMEDY = "remedy { owner todo button atRisk }";
  private static final String ALERT =
      "id provider state cause detail raisedAt acknowledgedAt resolvedAt resolution " + REMEDY;
  private static final String DETAILS =
      "{ title forename surname emails phones address categories }";
  private static final String CONTACT =
      """
      id displayName reachableOn score hot scoredAt status importSource editedAt archivedAt version
      details %s consents { channel status recordedAt }
      engagement { opened clicked replied booked latestAt }
      links { provider externalId presence modifiedAt }
      """
          .formatted(DETAILS);
  private static final String INTEGRATION =
      """
      provider title status health healthReason account connectedAt lastSyncedAt nextSyncAt
      linkedContacts inSync { percent contacts waiting } quarantinedRecords currentRun { %s } lastRun { %s } alerts { %s }
      capabilities { listsContacts createsContacts reportsDeletions webhooks readableFields
        writableFields readableConsents writableConsents signals }
      offer { help notice fields { name label hint secret } }
      """
          .formatted(RUN, RUN, ALERT);
  private static final String PUSH =
      """
      id provider state urgent fields consents signals queuedAt nextAttemptAt attempts endedAt note
      %s contact { %s }
      """
          .formatted(REMEDY, CONTACT);
  private static final String QUARANTINED = "id provider externalId reason raw at";
  private static final String AUDIT =
      """
      id number hash at kind provider reason actor erased contact { id }
      hubVersion %s crmVersion %s
      outcome { winner hubAt crmAt clockOffsetSeconds policy
        differences { field hubValue crmValue winner } }
      """
          .formatted(DETAILS, DETAILS);
}
