package com.nurturehub.crm.api.grpc;

import static com.nurturehub.crm.api.Acme.NINE;
import static com.nurturehub.crm.api.Acme.TEN;
import static com.nurturehub.crm.api.Acme.ada;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.FieldMask;
import com.nurturehub.crm.api.Acme;
import com.nurturehub.crm.api.TestServer;
import com.nurturehub.crm.application.contact.ChangeContact;
import com.nurturehub.crm.application.contact.ChangeContact.Edit;
import com.nurturehub.crm.application.contact.ChangeContact.Homeless;
import com.nurturehub.crm.application.contact.ChangeContact.Outcome;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.contact.PhoneNumber;
import com.nurturehub.crm.domain.contact.PostalAddress;
import com.nurturehub.crm.domain.contact.Signal.Engaged;
import com.nurturehub.crm.domain.contact.Signal.Engagement;
import com.nurturehub.crm.domain.contact.Signal.ScoreChanged;
import com.nurturehub.crm.domain.contact.Signal.StatusChanged;
import com.nurturehub.crm.v1.ConsentChange;
import com.nurturehub.crm.v1.ContactServiceGrpc;
import com.nurturehub.crm.v1.ContactServiceGrpc.ContactServiceBlockingStub;
import com.nurturehub.crm.v1.EraseContactRequest;
import com.nurturehub.crm.v1.GetContactRequest;
import com.nurturehub.crm.v1.ListContactsRequest;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.Signal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContactServiceTest {

  private static TestServer server;
  private static ContactServiceBlockingStub service;

  private final AtomicReference<Edit> asked = new AtomicReference<>();

  @BeforeAll
  static void start() {
    server = TestServer.local();
    service = ContactServiceGrpc.newBlockingStub(server.grpc(TestServer.TOKEN));
    server.hub().integrations = List.of(Acme.reapit(Acme.running(0)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void only_ada() {
    server.hub().contacts.add(Acme.adaFound());
    server.hub().change = answering(new Outcome.Changed(ada(), List.of(Acme.due()), List.of()));
  }

  @AfterEach
  void nobody() {
    server.hub().contacts.clear();
    server.hub().pushes.clear();
  }

  private static PushContactRequest.Builder push() {
    return PushContactRequest.newBuilder()
        .setAgency("acme")
        .setRequestId("r-1")
        .setContactId(ada().id().toString());
  }

  private static com.nurturehub.crm.v1.ContactDetails.Builder details() {
    return com.nurturehub.crm.v1.ContactDetails.newBuilder();
  }

  @Test
  void everything_a_caller_can_say_reaches_the_edit() {
    var request =
        push()
            .setDetails(
                details()
                    .setTitle("Ms")
                    .setForename("Ada")
                    .setSurname("King")
                    .addEmails("Ada@Example.com")
                    .addPhones("+441865522111")
                    .setAddress(
                        com.nurturehub.crm.v1.PostalAddress.newBuilder()
                            .setBuildingNumber("12")
                            .setPostcode("SW1Y 4JH"))
                    .addCategories(
                        com.nurturehub.crm.v1.ContactCategory.CONTACT_CATEGORY_BTL_INVESTOR))
            .addConsents(
                ConsentChange.newBuilder()
                    .setChannel(com.nurturehub.crm.v1.Channel.CHANNEL_EMAIL)
                    .setStatus(com.nurturehub.crm.v1.ConsentStatus.CONSENT_STATUS_DENIED))
            .addSignals(
                Signal.newBuilder()
                    .setTime(Times.toWire(NINE))
                    .setScore(Signal.Score.newBuilder().setValue(72).setHot(true)))
            .addSignals(
                Signal.newBuilder()
                    .setTime(Times.toWire(NINE))
                    .setStatus(com.nurturehub.crm.v1.ContactStatus.CONTACT_STATUS_NURTURING))
            .addSignals(
                Signal.newBuilder()
                    .setTime(Times.toWire(TEN))
                    .setReaction(Signal.Reaction.REACTION_CLICKED))
            .setOccurredAt(Times.toWire(NINE))
            .build();

    service.pushContact(request);

    assertThat(asked.get())
        .isEqualTo(
            new Edit(
                "r-1",
                Optional.of(ada().id()),
                new ContactDetails(
                    new PersonName("Ms", "Ada", "King"),
                    List.of(new EmailAddress("ada@example.com")),
                    List.of(new PhoneNumber("+441865522111")),
                    new PostalAddress("", "12", "", "", "", "", "SW1Y 4JH", ""),
                    Set.of(ContactCategory.BTL_INVESTOR)),
                EnumSet.allOf(ContactField.class),
                Map.of(Channel.EMAIL, ConsentStatus.DENIED),
                List.of(
                    new ScoreChanged(72, true, NINE),
                    new StatusChanged(ContactStatus.NURTURING, NINE),
                    new Engaged(Engagement.CLICKED, TEN)),
                Optional.of(NINE)));
  }

  @Test
  void without_a_mask_the_fields_that_are_filled_in_count() {
    service.pushContact(push().setDetails(details().setSurname("King")).build());

    assertThat(asked.get().fields()).containsExactly(ContactField.SURNAME);
  }

  @Test
  void a_mask_can_name_a_field_that_becomes_empty() {
    service.pushContact(
        push()
            .setDetails(details().setSurname("King"))
            .setUpdateMask(FieldMask.newBuilder().addPaths("emails").addPaths("surname"))
            .build());

    assertThat(asked.get().fields())
        .containsExactlyInAnyOrder(ContactField.EMAILS, ContactField.SURNAME);
    assertThat(asked.get().details().emails()).isEmpty();
  }

  @Test
  void a_star_names_every_field() {
    service.pushContact(push().setUpdateMask(FieldMask.newBuilder().addPaths("*")).build());

    assertThat(asked.get().fields()).isEqualTo(EnumSet.allOf(ContactField.class));
  }

  @Test
  void without_an_id_a_new_contact_is_meant() {
    service.pushContact(push().clearContactId().build());

    assertThat(asked.get().id()).isEmpty();
  }

  @Test
  void the_answer_has_the_version_and_what_is_owed() {
    server.hub().change =
        answering(
            new Outcome.Changed(
                ada(),
                List.of(Acme.due()),
                List.of(new Homeless(CrmProvider.REAPIT, SignalKind.STATUS))));

    var answer = service.pushContact(push().build());

    assertThat(answer.getContactId()).isEqualTo(ada().id().toString());
    assertThat(answer.getVersion()).isEqualTo(7);
    assertThat(answer.getPushes(0).getProvider())
        .isEqualTo(com.nurturehub.crm.v1.CrmProvider.CRM_PROVIDER_REAPIT);
    assertThat(answer.getPushes(0).getState()).isEqualTo(Push.State.STATE_DUE);
    assertThat(answer.getPushes(0).getFieldsList()).containsExactly("surname");
    assertThat(answer.getUnplacedSignals(0).getKind())
        .isEqualTo(com.nurturehub.crm.v1.SignalKind.SIGNAL_KIND_STATUS);
  }

  @Test
  void a_caller_may_wait_until_it_is_delivered() {
    server.hub().pushes.add(Acme.due().delivered(TEN, ""));

    var answer = service.pushContact(push().setWaitUntilDelivered(true).build());

    assertThat(answer.getPushes(0).getState()).isEqualTo(Push.State.STATE_DELIVERED);
  }

  @Test
  void running_out_of_time_while_waiting_is_no_failure() {
    server.hub().pushes.add(Acme.due());

    var answer =
        service
            .withDeadlineAfter(2, TimeUnit.SECONDS)
            .pushContact(push().setWaitUntilDelivered(true).build());

    assertThat(answer.getPushes(0).getState()).isEqualTo(Push.State.STATE_DUE);
  }

  static List<PushContactRequest> impossible() {
    return List.of(
        push().setContactId("ada").build(),
        push().setDetails(details().addEmails("nobody")).build(),
        push().setDetails(details().addPhones(" ")).build(),
        push().setDetails(details().setSurname("x".repeat(10_000))).build(),
        push().setDetails(details().addCategoriesValue(99)).build(),
        push().setUpdateMask(FieldMask.newBuilder().addPaths("shoe_size")).build(),
        push().addConsents(ConsentChange.getDefaultInstance()).build(),
        push().addSignals(Signal.newBuilder().setTime(Times.toWire(NINE))).build(),
        push().addSignals(Signal.newBuilder().setScore(Signal.Score.getDefaultInstance())).build(),
        push()
            .addSignals(
                Signal.newBuilder()
                    .setTime(Times.toWire(NINE))
                    .setScore(Signal.Score.newBuilder().setValue(101)))
            .build());
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void what_cannot_be_is_refused_with_its_field(PushContactRequest request) {
    var refusal = Refusal.of(() -> service.pushContact(request));

    assertThat(refusal.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(refusal.reason()).isEqualTo("INVALID_REQUEST");
    assertThat(refusal.fields()).hasSize(1);
    assertThat(asked.get()).isNull();
  }

  @Test
  void each_way_a_change_can_fail_has_a_reason_to_rely_on() {
    assertThat(refused(new Outcome.NoSuchContact())).isEqualTo("NO_SUCH_CONTACT");
    assertThat(refused(new Outcome.WasErased())).isEqualTo("CONTACT_ERASED");
    assertThat(refused(new Outcome.RequestReused())).isEqualTo("REQUEST_ID_REUSED");
  }

  private String refused(Outcome outcome) {
    server.hub().change = answering(outcome);
    return Refusal.of(() -> service.pushContact(push().build())).reason();
  }

  @Test
  void a_message_that_is_too_long_is_not_read() {
    server.hub().told.clear();
    var request =
        PushContactRequest.newBuilder()
            .setAgency("acme")
            .setRequestId("x".repeat(GrpcConfiguration.MESSAGE_BYTES_MAX))
            .build();

    var thrown =
        catchThrowableOfType(StatusRuntimeException.class, () -> service.pushContact(request));

    // Whether the caller is told why depends on how much of it was on its way.
    assertThat(thrown.getStatus().getCode())
        .isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);
    assertThat(server.hub().told).isEmpty();
  }

  @Test
  void a_contact_is_read_with_its_links() {
    var contact =
        service
            .getContact(
                GetContactRequest.newBuilder()
                    .setAgency("acme")
                    .setContactId(ada().id().toString())
                    .build())
            .getContact();

    assertThat(contact.getDetails().getSurname()).isEqualTo("Lovelace");
    assertThat(contact.getDetails().getAddress().getPostcode()).isEqualTo("SW1Y 4JH");
    assertThat(contact.getEngagement().getScore()).isEqualTo(72);
    assertThat(contact.getEngagement().hasStatusAt()).isFalse();
    assertThat(contact.getConsentsList()).hasSize(4);
    assertThat(contact.getLinks(0).getExternalId()).isEqualTo("OXF12000001");
  }

  @Test
  void a_contact_that_is_not_there_is_not_found() {
    server.hub().contacts.clear();

    var refusal =
        Refusal.of(() ->
            service.getContact(
                GetContactRequest.newBuilder()
                    .setAgency("acme")
                    .setContactId(ada().id().toString())
                    .build()));

    assertThat(refusal.code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void contacts_are_listed_a_page_at_a_time() {
    server.hub().contacts.add(Acme.adaFound());
    server.hub().contacts.add(Acme.adaFound());
    var ask = ListContactsRequest.newBuilder().setAgency("acme").setPageSize(2);

    var first = service.listContacts(ask.build());
    var second = service.listContacts(ask.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getContactsCount()).isEqualTo(2);
    assertThat(first.getTotalSize()).isEqualTo(3);
    assertThat(second.getContactsCount()).isEqualTo(1);
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void a_page_is_never_longer_than_we_allow() {
    var negative =
        Refusal.of(() ->
            service.listContacts(
                ListContactsRequest.newBuilder().setAgency("acme").setPageSize(-1).build()));
    var long_ =
        service.listContacts(
            ListContactsRequest.newBuilder().setAgency("acme").setPageSize(1_000_000).build());

    assertThat(negative.fields()).containsExactly("page_size");
    assertThat(long_.getContactsCount()).isEqualTo(1);
  }

  @Test
  void a_person_is_erased_once() {
    var request =
        EraseContactRequest.newBuilder()
            .setAgency("acme")
            .setContactId(ada().id().toString())
            .build();

    service.eraseContact(request);

    assertThat(Refusal.of(() -> service.eraseContact(request)).reason())
        .isEqualTo("NO_SUCH_CONTACT");
    assertThat(server.hub().told).contains("erase %s by local user".formatted(ada().id()));
  }

  private ChangeContact answering(Outcome outcome) {
    return new ChangeContact() {
      @Override
      public Outcome change(AgencyId agency, Edit edit) {
        asked.set(edit);
        return outcome;
      }

      @Override
      public List<Outcome> change(AgencyId agency, List<Edit> edits) {
        return edits.stream().map(edit -> change(agency, edit)).toList();
      }
    };
  }
}
