package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.feed.Positions;
import com.nurturehub.crm.api.feed.WatchContacts;
import com.nurturehub.crm.api.grpc.Failure.Reason;
import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.contact.ContactFeed.Entry;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.application.contact.ContactFeed.Reading;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.v1.WatchContactsResponse;
import java.util.List;

/// One stream of changes.
record ContactStream(AgencyId agency, PacedStream<WatchContactsResponse> to)
    implements WatchContacts.Reader {

  @Override
  public void tell(List<Entry> entries, Position position) throws InterruptedException {
    if (entries.isEmpty()) {
      to.send(message(position).build());
    }
    for (var entry : entries) {
      to.send(message(entry.position()).setChange(ContactMessages.event(entry.change())).build());
    }
  }

  @Override
  public boolean missed(Reading because) {
    throw switch (because) {
      case Reading.Forgotten _ ->
          new Failure(
              Reason.POSITION_EXPIRED,
              "position",
              "Changes after this position are no longer kept; begin anew.");
      case Reading.Unknown _, Reading.Next _ ->
          new InvalidRequest("position", "lies beyond the end of this agency's feed");
    };
  }

  private WatchContactsResponse.Builder message(Position position) {
    return WatchContactsResponse.newBuilder().setPosition(Positions.write(agency, position));
  }
}
