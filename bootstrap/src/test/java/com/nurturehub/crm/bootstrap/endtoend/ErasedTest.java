package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import com.google.rpc.ErrorInfo;
import com.nurturehub.crm.bootstrap.endtoend.Office.Known;
import com.nurturehub.crm.sandbox.crm.Desk;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.EraseContactRequest;
import com.nurturehub.crm.v1.PushContactRequest;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Who was erased comes back by no way there is, while the CRM still has their record.
class ErasedTest {

  private static final String CUSTOMER = "ERA";
  private static final int CONTACTS = 40;

  private static TheService service;
  private static Office office;
  private static Desk desk;
  private static Known somebody;
  private static String email;
  private static String conflict;

  @BeforeAll
  static void erase_somebody_whose_conflict_was_audited() {
    service = TheService.running();
    office = service.office("erasing");
    desk = service.sandbox().reapit().desk(CUSTOMER);
    office.connect(CUSTOMER);
    office.endedRun();
    somebody =
        office.somebody(CONTACTS).stream()
            .filter(known -> !office.contact(known.id()).at("/details/emails").isEmpty())
            .findFirst()
            .orElseThrow();
    email = office.contact(somebody.id()).at("/details/emails/0").asString();
    renameInTheCrm("Lovelace");
    office.push(
        office
            .rename(somebody.id(), "Byron")
            .setOccurredAt(seconds(Instant.now().minus(Duration.ofHours(1))))
            .setWaitUntilDelivered(true));
    conflict = office.audited(somebody.id(), "CONFLICT").getFirst().path("id").asString();

    var _ =
        office
            .contacts()
            .eraseContact(
                EraseContactRequest.newBuilder()
                    .setAgency(office.agency())
                    .setContactId(somebody.id())
                    .build());
  }

  @Test
  void not_by_a_poll() {
    renameInTheCrm("Polled");

    office.sync();
    office.fullPass(service);

    isForgotten();
  }

  @Test
  void not_by_a_push() {
    assertThatThrownBy(() -> office.push(office.rename(somebody.id(), "Pushed")))
        .satisfies(refused(Status.Code.NOT_FOUND, "NO_SUCH_CONTACT"));
    assertThatThrownBy(() -> office.push(newcomerWithTheirAddress()))
        .satisfies(refused(Status.Code.FAILED_PRECONDITION, "CONTACT_ERASED"));

    isForgotten();
  }

  @Test
  void not_by_a_restore() {
    var answer =
        office.ask(
            "mutation ($id: ID!) { restoreVersion(auditEntryId: $id) { __typename } }",
            Map.of("id", conflict));

    assertThat(answer.at("/restoreVersion/__typename").asString()).isEqualTo("ContactErased");
    isForgotten();
  }

  @Test
  void not_by_connecting_again() {
    office.disconnect("REAPIT");
    assertThat(office.connect(CUSTOMER).path("__typename").asString()).isEqualTo("Connected");
    Office.await(office::lastRun, run -> run.path("state").asString().equals("SUCCEEDED"));
    office.fullPass(service);

    isForgotten();
  }

  @Test
  void the_trail_tells_that_it_happened_and_nothing_of_the_person() {
    var entries = office.audited(somebody.id(), "CONFLICT");

    assertThat(office.audited("ERASED")).hasSize(1);
    assertThat(entries).isNotEmpty().allMatch(entry -> entry.path("erased").asBoolean());
    assertThat(entries.toString()).doesNotContain("Byron", "Lovelace", email);
  }

  private static void isForgotten() {
    assertThat(office.contact(somebody.id()).isNull()).isTrue();
    var rows = new AgencyRows(service.database(), office.agency());
    assertThat(rows.contacts()).isEqualTo(CONTACTS - 1);
    assertThat(rows.externalIds()).isEqualTo(CONTACTS - 1);
    assertThat(office.isTrailIntact()).isTrue();
  }

  private static void renameInTheCrm(String surname) {
    desk.edit(
        somebody.externalId(), JsonMapper.shared().createObjectNode().put("surname", surname));
  }

  private static PushContactRequest.Builder newcomerWithTheirAddress() {
    return office
        .edit("")
        .setDetails(ContactDetails.newBuilder().setSurname("Newcomer").addEmails(email));
  }

  private static Timestamp seconds(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
  }

  private static Consumer<Throwable> refused(Status.Code code, String reason) {
    return failure -> {
      var status = Objects.requireNonNull(StatusProto.fromThrowable(failure));
      assertThat(status.getCode()).isEqualTo(code.value());
      assertThat(List.of(reasonIn(status))).containsExactly(reason);
    };
  }

  private static String reasonIn(com.google.rpc.Status status) {
    try {
      return status.getDetails(0).unpack(ErrorInfo.class).getReason();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
