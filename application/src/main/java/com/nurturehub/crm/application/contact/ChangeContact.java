package com.nurturehub.crm.application.contact;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CrmConnectors;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.application.push.TellCrms;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.SignalKind;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.push.PushIntent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes NurtureHub's version of a contact, and queues what the connected CRMs must be told; both
/// are durable when it answers. The same request made twice is done once.
@DrivingPort
public interface ChangeContact {

  /// One edit.
  ///
  /// @throws com.nurturehub.crm.application.InvalidRequest when the edit cannot be
  Outcome change(AgencyId agency, Edit edit);

  /// A burst, in as few transactions as it takes; the answers are in the order of the edits.
  List<Outcome> change(AgencyId agency, List<Edit> edits);

  /// What a caller wants changed. Without `id` a new contact is made. Only the named fields of
  /// `details` count. `occurredAt` is when the person made the edit, never in the future; the
  /// commit time without it.
  record Edit(
      String requestId,
      Optional<ContactId> id,
      ContactDetails details,
      Set<ContactField> fields,
      Map<Channel, ConsentStatus> consents,
      List<Signal> signals,
      Optional<Instant> occurredAt) {

    public Edit {
      fields = Set.copyOf(fields);
      consents = Map.copyOf(consents);
      signals = List.copyOf(signals);
    }
  }

  sealed interface Outcome {

    /// As it now stands, with the pushes that are open for it. `homeless` are the connected CRMs
    /// that have no room for a signal among these.
    record Changed(Contact contact, List<PushIntent.Due> pushes, List<Homeless> homeless)
        implements Outcome {}

    /// There is no such contact.
    record NoSuchContact() implements Outcome {}

    /// The person was erased, and stays so.
    record WasErased() implements Outcome {}

    /// The request id was used before for something else.
    record RequestReused() implements Outcome {}
  }

  /// A signal that a connected CRM has no room for.
  record Homeless(CrmProvider provider, SignalKind kind) {}

  static ChangeContact using(Stores stores, World world, CrmConnectors crms, Lanes lanes) {
    return new ChangingContacts(
        world.transactions(),
        stores.contacts(),
        stores.requests(),
        stores.tombstones(),
        stores.connections(),
        stores.audit(),
        crms,
        TellCrms.using(stores, world, crms, lanes),
        world.ids(),
        world.clock());
  }
}
