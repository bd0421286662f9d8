package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.api.progress.Streams;
import com.nurturehub.crm.application.audit.ExportAuditTrail;
import com.nurturehub.crm.application.audit.ReadAuditTrail;
import com.nurturehub.crm.v1.AuditServiceGrpc.AuditServiceImplBase;
import com.nurturehub.crm.v1.ExportAuditTrailRequest;
import com.nurturehub.crm.v1.ExportAuditTrailResponse;
import com.nurturehub.crm.v1.ListAuditEntriesRequest;
import com.nurturehub.crm.v1.ListAuditEntriesResponse;
import com.nurturehub.crm.v1.VerifyAuditTrailRequest;
import com.nurturehub.crm.v1.VerifyAuditTrailResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/// The audit trail, over gRPC.
public final class AuditEndpoint extends AuditServiceImplBase {

  private final ReadAuditTrail trail;
  private final ExportAuditTrail export;
  private final Streams streams;

  public AuditEndpoint(ReadAuditTrail trail, ExportAuditTrail export, Streams streams) {
    this.trail = trail;
    this.export = export;
    this.streams = streams;
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

  @Override
  public void exportAuditTrail(
      ExportAuditTrailRequest request, StreamObserver<ExportAuditTrailResponse> to) {
    var caller = Caller.identity();
    var agency = caller.actingFor(request.getAgency(), Scope.AUDIT);
    var place = streams.take(caller.actor()).orElseThrow(Failure::tooManyStreams);
    new TrailStream(export, (ServerCallStreamObserver<ExportAuditTrailResponse>) to, place)
        .begin(agency);
  }
}
