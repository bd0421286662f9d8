package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.nurturehub.crm.sandbox.alto.AltoSettings;
import com.nurturehub.crm.v1.ConnectRequest;
import com.nurturehub.crm.v1.Contact;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.CrmProvider;
import com.nurturehub.crm.v1.ListContactsRequest;
import com.nurturehub.crm.v1.Push;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.SyncRun;
import com.nurturehub.crm.v1.WatchSyncRequest;
import com.nurturehub.crm.v1.WatchSyncResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Connect Alto, see its contacts here, and tell it of a change.
class AltoTest {

  private static final String AGENCY_REF = AltoSettings.HIGH_STREET;

  private final TheService service = TheService.running();

  @Test
  void alto_connects_syncs_and_is_told_of_a_change() {
    var office = service.office("at-alto");

    var connected =
        office
            .connectors()
            .connect(
                ConnectRequest.newBuilder()
                    .setAgency(office.agency())
                    .setProvider(CrmProvider.CRM_PROVIDER_ALTO)
                    .putCredentials("agencyRef", AGENCY_REF)
                    .build());
    var progress = new ArrayList<WatchSyncResponse>();
    office
        .connectors()
        .watchSync(
            WatchSyncRequest.newBuilder()
                .setAgency(office.agency())
                .setProvider(CrmProvider.CRM_PROVIDER_ALTO)
                .build())
        .forEachRemaining(progress::add);

    assertThat(connected.getIntegration().getAccount()).isEqualTo(AGENCY_REF);
    assertThat(progress.getLast().getRun().getState()).isEqualTo(SyncRun.State.STATE_SUCCEEDED);

    var somebody = contacts(office).getFirst();
    var told =
        office
            .contacts()
            .withDeadlineAfter(60, TimeUnit.SECONDS)
            .pushContact(
                PushContactRequest.newBuilder()
                    .setAgency(office.agency())
                    .setRequestId("alto-1")
                    .setContactId(somebody.getId())
                    .setDetails(ContactDetails.newBuilder().setSurname("Lovelace"))
                    .setWaitUntilDelivered(true)
                    .build());

    assertThat(told.getPushesList())
        .extracting(Push::getProvider, Push::getState)
        .containsExactly(tuple(CrmProvider.CRM_PROVIDER_ALTO, Push.State.STATE_DELIVERED));
    var household = somebody.getLinks(0).getExternalId().split("-", 2)[0];
    assertThat(service.sandbox().alto().desk(AGENCY_REF).look(household).toString())
        .contains("Lovelace");
  }

  private static List<Contact> contacts(Office office) {
    return office
        .contacts()
        .listContacts(ListContactsRequest.newBuilder().setAgency(office.agency()).build())
        .getContactsList();
  }
}
