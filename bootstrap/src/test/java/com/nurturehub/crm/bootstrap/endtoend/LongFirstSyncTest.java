package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.PushContactRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A first sync of many contacts, and somebody who edits one of them meanwhile.
class LongFirstSyncTest {

  private final TheService service = TheService.running();

  @Test
  void a_push_does_not_wait_for_its_end() {
    var office = service.office("long-sync");
    assertThat(office.connect("LNG").path("__typename").asString()).isEqualTo("Connected");
    var known = Office.await(() -> office.somebody(1), some -> !some.isEmpty()).getFirst();

    var answer =
        office
            .contacts()
            .pushContact(
                PushContactRequest.newBuilder()
                    .setAgency(office.agency())
                    .setRequestId(UUID.randomUUID().toString())
                    .setContactId(known.id())
                    .setDetails(ContactDetails.newBuilder().setSurname("Murray"))
                    .setWaitUntilDelivered(true)
                    .build());
    var run = office.lastRun();

    assertThat(answer.getPushesList())
        .singleElement()
        .extracting(Push::getState)
        .isEqualTo(Push.State.STATE_DELIVERED);
    assertThat(run.path("state").asString()).isEqualTo("RUNNING");
    assertThat(
            service
                .sandbox()
                .reapit()
                .desk("LNG")
                .look(known.externalId())
                .path("surname")
                .asString())
        .isEqualTo("Murray");
  }
}
