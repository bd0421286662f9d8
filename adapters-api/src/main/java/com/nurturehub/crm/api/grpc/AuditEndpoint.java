package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.audit.ReadAuditTrail;
import com.nurturehub.crm.v1.AuditServiceGrpc.AuditServiceImplBase;
import com.nurturehub.crm.v1.ListAuditEntriesRequest;
import com.nurturehub.crm.v1.ListAuditEntriesResponse;
import com.nurturehub.crm.v1.VerifyAuditTrailRequest;
import com.nurturehub.crm.v1.VerifyAuditTrailResponse;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/// The audit trail, over gRPC.
public final class AuditEndpoint extends AuditServiceImplBase {

  private final ReadAuditTrail trail;

  public AuditEndpoint(ReadAuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public void listAuditEntries(
      ListAuditEntriesRequest request, StreamObserver<ListAuditEntriesResponse> to) {
    var agency = Caller.identity().actingFor(request.getAgency(), Scope.AUDIT);
    var about = Optional.of(request.getContactId()).filter(id -> !id.isEmpty()).map(Ids::contact);
    var page = Pages.request(request.getPageSize(), request.getPageToken());
    var slice = trail.list(agency, about, page);
    var answer =
        ListAuditEntriesResponse.newBuilder()
            .setNextPageToken(slice.next().orElse(""))
            .setTotalSize(slice.total());
    slice.items().stream().map(AuditMessages::entry).forEach(answer::addAuditEntries);
    Answers.send(to, answer.build());
  }

  @Override
  public void verifyAuditTrail(
      VerifyAuditTrailRequest request, StreamObserver<VerifyAuditTrailResponse> to) {
    var agency = Caller.identity().actingFor(request.getAgency(), Scope.AUDIT);
    Answers.send(to, AuditMessages.proof(trail.verify(agency)));
  }
}
