package com.nurturehub.crm.api.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import com.nurturehub.crm.api.identity.NotPermitted;
import com.nurturehub.crm.application.InvalidRequest;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/// How failures look on the wire: the one place that decides it. What we did not expect is told by
/// a reference only, under which the log has the rest.
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class GrpcStatuses implements GrpcExceptionHandler {

  static final String DOMAIN = "crm.nurturehub.com";

  private static final Logger LOG = LoggerFactory.getLogger(GrpcStatuses.class);

  @Override
  public StatusException handleException(Throwable failure) {
    return failure instanceof StatusException status
        ? status
        : StatusProto.toStatusException(of(failure));
  }

  static Status of(Throwable failure) {
    return switch (failure) {
      case Failure named -> named(named);
      case InvalidRequest invalid ->
          status(
              Code.INVALID_ARGUMENT,
              text(invalid),
              info("INVALID_REQUEST"),
              violation(invalid.field(), text(invalid)));
      case NotPermitted denied ->
          status(Code.PERMISSION_DENIED, text(denied), info(denied.why().name()));
      case AccessDeniedException _ ->
          status(
              Code.PERMISSION_DENIED,
              "This token may not call this method.",
              info(NotPermitted.Why.SCOPE_MISSING.name()));
      case AuthenticationException _ ->
          status(Code.UNAUTHENTICATED, "A valid token is needed.", info("TOKEN_INVALID"));
      case StatusException known ->
          StatusProto.fromStatusAndTrailers(known.getStatus(), known.getTrailers());
      case StatusRuntimeException known ->
          StatusProto.fromStatusAndTrailers(known.getStatus(), known.getTrailers());
      default -> unexpected(failure);
    };
  }

  static StatusRuntimeException thrown(Throwable failure) {
    return StatusProto.toStatusRuntimeException(of(failure));
  }

  private static Status named(Failure failure) {
    var info = info(failure.reason().name());
    return failure.field().isEmpty()
        ? status(failure.reason().code(), text(failure), info)
        : status(
            failure.reason().code(),
            text(failure),
            info,
            violation(failure.field(), text(failure)));
  }

  private static Status unexpected(Throwable failure) {
    var reference = UUID.randomUUID().toString();
    LOG.error("call failed, reference {}", reference, failure);
    return status(
        Code.INTERNAL,
        "Something went wrong on our side; the reference is %s.".formatted(reference),
        info("INTERNAL").toBuilder().putAllMetadata(Map.of("reference", reference)).build());
  }

  private static String text(Throwable failure) {
    var message = failure.getMessage();
    return message == null ? "" : message;
  }

  private static ErrorInfo info(String reason) {
    return ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN).build();
  }

  private static BadRequest violation(String field, String description) {
    return BadRequest.newBuilder()
        .addFieldViolations(
            BadRequest.FieldViolation.newBuilder().setField(field).setDescription(description))
        .build();
  }

  private static Status status(Code code, String message, Message... details) {
    var status = Status.newBuilder().setCode(code.getNumber()).setMessage(message);
    for (var detail : details) {
      status.addDetails(Any.pack(detail));
    }
    return status.build();
  }
}
