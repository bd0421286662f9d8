package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.ContactEvent;
import com.nurturehub.crm.v1.EraseContactRequest;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.WatchContactsRequest;
import com.nurturehub.crm.v1.WatchContactsResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Following an agency's contacts, as the mailer does.
class FeedTest {

  private static final int CONTACTS = 60;

  private final TheService service = TheService.running();
  private final String agency = "followed";

  @Test
  void whatever_is_committed_is_told_once_also_over_a_restart_of_the_service() {
    var office = service.office(agency);
    var stream = watch(office, "");
    var start = stream.next().getPosition();
    assertThat(office.connect("FED").path("__typename").asString()).isEqualTo("Connected");

    var created = changes(stream, CONTACTS);
    assertThat(created)
        .extracting(message -> message.getChange().getKind())
        .containsOnly(ContactEvent.Kind.KIND_CREATED);
    office.endedRun();

    var known = office.somebody(2);
    service
        .sandbox()
        .reapit()
        .desk("FED")
        .edit(
            known.get(0).externalId(),
            JsonMapper.shared().createObjectNode().put("marketingConsent", "deny"));
    office.sync();
    var optOut = changes(stream, 1).getFirst();
    assertThat(optOut.getChange().getKind()).isEqualTo(ContactEvent.Kind.KIND_OPTED_OUT);
    assertThat(optOut.getChange().getContactId()).isEqualTo(known.get(0).id());
    assertThat(optOut.getChange().getOptedOutList()).isNotEmpty();

    service.restart();
    var after = service.office(agency);
    var answer = after.contacts().pushContact(renamed(known.get(1).id()));
    after
        .contacts()
        .eraseContact(
            EraseContactRequest.newBuilder()
                .setAgency(agency)
                .setContactId(known.get(0).id())
                .build());
    var later = changes(watch(after, optOut.getPosition()), 2);
    assertThat(later.get(0).getChange().getContact().getVersion()).isEqualTo(answer.getVersion());
    assertThat(later.get(0).getChange().getContact().getDetails().getSurname()).isEqualTo("Murray");
    assertThat(later.get(1).getChange().getKind()).isEqualTo(ContactEvent.Kind.KIND_ERASED);

    var everything = changes(watch(after, start), CONTACTS + 1);
    assertThat(new HashSet<>(everything)).hasSize(CONTACTS + 1);
    assertThat(everything)
        .filteredOn(message -> message.getChange().getContactId().equals(known.get(0).id()))
        .extracting(message -> message.getChange().getKind())
        .containsExactly(ContactEvent.Kind.KIND_ERASED);
  }

  private PushContactRequest renamed(String contact) {
    return PushContactRequest.newBuilder()
        .setAgency(agency)
        .setRequestId(UUID.randomUUID().toString())
        .setContactId(contact)
        .setDetails(ContactDetails.newBuilder().setSurname("Murray"))
        .build();
  }

  private Iterator<WatchContactsResponse> watch(Office office, String position) {
    return office
        .contacts()
        .watchContacts(
            WatchContactsRequest.newBuilder().setAgency(agency).setPosition(position).build());
  }

  /// The next so many messages with a change.
  private static List<WatchContactsResponse> changes(
      Iterator<WatchContactsResponse> stream, int many) {
    var changes = new ArrayList<WatchContactsResponse>();
    while (changes.size() < many) {
      var message = stream.next();
      if (message.hasChange()) {
        changes.add(message);
      }
    }
    return changes;
  }
}
