package com.nurturehub.crm.api.grpc;

import com.google.rpc.Code;

/// A failure the contract names, on its way to [GrpcStatuses].
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// The reasons callers may rely on, each with its code.
  enum Reason {
    CREDENTIALS_REFUSED(Code.INVALID_ARGUMENT),
    CRM_UNREACHABLE(Code.UNAVAILABLE),
    ACCOUNT_TAKEN(Code.ALREADY_EXISTS),
    CRM_NOT_OFFERED(Code.FAILED_PRECONDITION),
    NOT_CONNECTED(Code.FAILED_PRECONDITION),
    NO_SUCH_CONTACT(Code.NOT_FOUND),
    CONTACT_ERASED(Code.FAILED_PRECONDITION),
    REQUEST_ID_REUSED(Code.ALREADY_EXISTS),
    TOO_MANY_STREAMS(Code.RESOURCE_EXHAUSTED),
    POSITION_EXPIRED(Code.OUT_OF_RANGE),
    READER_TOO_SLOW(Code.ABORTED);

    private final Code code;

    Reason(Code code) {
      this.code = code;
    }

    Code code() {
      return code;
    }
  }

  private final Reason reason;
  private final String field;

  Failure(Reason reason, String message) {
    this(reason, "", message);
  }

  /// `field` is the one to correct, or empty.
  Failure(Reason reason, String field, String message) {
    super(message);
    this.reason = reason;
    this.field = field;
  }

  static Failure tooManyStreams() {
    return new Failure(
        Reason.TOO_MANY_STREAMS, "Too many streams are open; close one and try again.");
  }

  Reason reason() {
    return reason;
  }

  String field() {
    return field;
  }
}
