package com.nurturehub.crm.api.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// How a call was refused.
record Refusal(String code, String reason, List<String> fields, String message) {

  static Refusal of(ThrowingCallable call) {
    var thrown = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(thrown).as("the call is refused").isNotNull();
    return of(StatusProto.fromStatusAndTrailers(thrown.getStatus(), thrown.getTrailers()));
  }

  static Refusal of(Status status) {
    var fields =
        detail(status, BadRequest.class, BadRequest.getDefaultInstance())
            .getFieldViolationsList()
            .stream()
            .map(BadRequest.FieldViolation::getField)
            .toList();
    var info = detail(status, ErrorInfo.class, ErrorInfo.getDefaultInstance());
    return new Refusal(
        io.grpc.Status.fromCodeValue(status.getCode()).getCode().name(),
        info.getReason(),
        fields,
        status.getMessage());
  }

  private static <T extends Message> T detail(Status status, Class<T> type, T absent) {
    for (var detail : status.getDetailsList()) {
      if (detail.is(type)) {
        try {
          return detail.unpack(type);
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return absent;
  }
}
