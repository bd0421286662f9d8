package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.bootstrap.endtoend.Office.Known;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.PushContactResponse;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A first sync of many contacts, and somebody who edits one of them meanwhile, again and again.
/// `-Dfirst.contacts=1000000 -Dfirst.pushes=100` makes more of it.
class LongFirstSyncTest {

  static final int CONTACTS = Integer.getInteger("first.contacts", 8_000);

  private static final System.Logger LOG = System.getLogger(LongFirstSyncTest.class.getName());
  private static final int PUSHES = Integer.getInteger("first.pushes", 2);

  private final TheService service = TheService.running();
  private final Office office = service.office("long-sync");

  @Test
  void a_push_does_not_wait_for_its_end() {
    assertThat(office.connect("LNG").path("__typename").asString()).isEqualTo("Connected");
    var known = Office.await(() -> office.somebody(1), some -> !some.isEmpty()).getFirst();

    for (var push = 1; push <= PUSHES; push++) {
      var surname = "Murray " + push;
      var begun = Instant.now();

      var answer = pushed(known, surname);
      var run = office.lastRun();

      LOG.log(
          Level.WARNING,
          "delivered after {0} with {1} read",
          Duration.between(begun, Instant.now()),
          run.path("tally").path("read").asLong());
      assertThat(answer.getPushesList())
          .singleElement()
          .extracting(Push::getState)
          .isEqualTo(Push.State.STATE_DELIVERED);
      assertThat(run.path("state").asString()).isEqualTo("RUNNING");
      assertThat(surnameAtReapit(known)).isEqualTo(surname);
    }
  }

  private PushContactResponse pushed(Known known, String surname) {
    return office
        .contacts()
        .pushContact(
            PushContactRequest.newBuilder()
                .setAgency(office.agency())
                .setRequestId(UUID.randomUUID().toString())
                .setContactId(known.id())
                .setDetails(ContactDetails.newBuilder().setSurname(surname))
                .setWaitUntilDelivered(true)
                .build());
  }

  private String surnameAtReapit(Known known) {
    return service
        .sandbox()
        .reapit()
        .desk("LNG")
        .look(known.externalId())
        .path("surname")
        .asString();
  }
}
