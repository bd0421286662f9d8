package com.nurturehub.crm.api.grpc;

import io.grpc.stub.StreamObserver;

/// Answering a call that has exactly one answer.
final class Answers {

  private Answers() {}

  static <T> void send(StreamObserver<T> to, T answer) {
    to.onNext(answer);
    to.onCompleted();
  }
}
