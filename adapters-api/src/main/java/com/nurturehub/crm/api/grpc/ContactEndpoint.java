package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.feed.Positions;
import com.nurturehub.crm.api.feed.WatchContacts;
import com.nurturehub.crm.api.grpc.Failure.Reason;
import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.application.contact.ContactFilter;
import com.nurturehub.crm.application.contact.EraseContact;
import com.nurturehub.crm.application.contact.FindContacts;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.v1.ContactServiceGrpc.ContactServiceImplBase;
import com.nurturehub.crm.v1.EraseContactRequest;
import com.nurturehub.crm.v1.EraseContactResponse;
import com.nurturehub.crm.v1.GetContactRequest;
import com.nurturehub.crm.v1.GetContactResponse;
import com.nurturehub.crm.v1.ListContactsRequest;
import com.nurturehub.crm.v1.ListContactsResponse;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.PushContactResponse;
import com.nurturehub.crm.v1.PushContactsRequest;
import com.nurturehub.crm.v1.PushContactsResponse;
import com.nurturehub.crm.v1.WatchContactsRequest;
import com.nurturehub.crm.v1.WatchContactsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/// The people an agency knows, over gRPC.
public final class ContactEndpoint extends ContactServiceImplBase {

  private final FindContacts contacts;
  private final EraseContact erase;
  private final Pushes pushes;
  private final WatchContacts watch;
  private final Streams streams;

  public ContactEndpoint(
      FindContacts contacts,
      EraseContact erase,
      Pushes pushes,
      WatchContacts watch,
      Streams streams) {
    this.contacts = contacts;
    this.erase = erase;
    this.pushes = pushes;
    this.watch = watch;
    this.streams = streams;
  }

  @Override
  public void pushContact(PushContactRequest request, StreamObserver<PushContactResponse> to) {
    var agency = Caller.identity().actingFor(request.getAgency(), Scope.PUSH);
    Answers.send(to, pushes.push(agency, request));
  }

  @Override
  public StreamObserver<PushContactsRequest> pushContacts(StreamObserver<PushContactsResponse> to) {
    var caller = Caller.identity();
    return new PushStream(
            caller, pushes, (ServerCallStreamObserver<PushContactsResponse>) to, place(caller))
        .begin();
  }

  @Override
  public void watchContacts(
      WatchContactsRequest request, StreamObserver<WatchContactsResponse> to) {
    var caller = Caller.identity();
    var agency = caller.actingFor(request.getAgency(), Scope.READ);
    var from = Positions.read(agency, request.getPosition(), "position");
    var stream =
        new PacedStream<>((ServerCallStreamObserver<WatchContactsResponse>) to, place(caller));
    stream.begin(
        "watch-contacts", () -> watch.watch(agency, from, new ContactStream(agency, stream)));
  }

  private Streams.Place place(Identity caller) {
    return streams.take(caller.actor()).orElseThrow(Failure::tooManyStreams);
  }

  @Override
  public void getContact(GetContactRequest request, StreamObserver<GetContactResponse> to) {
    var agency = Caller.identity().actingFor(request.getAgency(), Scope.READ);
    var found =
        contacts
            .find(agency, Ids.contact(request.getContactId()))
            .orElseThrow(ContactEndpoint::noSuchContact);
    Answers.send(
        to, GetContactResponse.newBuilder().setContact(ContactMessages.contact(found)).build());
  }

  @Override
  public void listContacts(ListContactsRequest request, StreamObserver<ListContactsResponse> to) {
    var agency = Caller.identity().actingFor(request.getAgency(), Scope.READ);
    var page = Pages.request(request.getPageSize(), request.getPageToken());
    var slice = contacts.list(agency, filter(request), page);
    var answer =
        ListContactsResponse.newBuilder()
            .setNextPageToken(slice.next().orElse(""))
            .setTotalSize(slice.total());
    slice.items().stream().map(ContactMessages::contact).forEach(answer::addContacts);
    Answers.send(to, answer.build());
  }

  @Override
  public void eraseContact(EraseContactRequest request, StreamObserver<EraseContactResponse> to) {
    var caller = Caller.identity();
    var agency = caller.actingFor(request.getAgency(), Scope.ERASE);
    if (!erase.erase(agency, Ids.contact(request.getContactId()), caller.actor())) {
      throw noSuchContact();
    }
    Answers.send(to, EraseContactResponse.getDefaultInstance());
  }

  private static ContactFilter filter(ListContactsRequest request) {
    return new ContactFilter(
        Optional.of(request.getQuery().strip()).filter(text -> !text.isEmpty()),
        Words.ours(ContactCategory.class, "CONTACT_CATEGORY_", request.getCategory()),
        Words.ours(ContactFilter.Archived.class, "ARCHIVED_FILTER_", request.getArchived())
            .orElse(ContactFilter.Archived.INCLUDED));
  }

  static Failure noSuchContact() {
    return new Failure(Reason.NO_SUCH_CONTACT, "There is no such contact.");
  }
}
