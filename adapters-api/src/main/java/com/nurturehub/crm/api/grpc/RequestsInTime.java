package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.progress.Pause;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// A call that begins with one request waits for it so long and no longer. Whoever may send many is
/// bounded by the number of streams, and by the end of their token.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestsInTime implements ServerInterceptor {

  private final Duration within;
  private final Pause pause;

  RequestsInTime(Duration within, Pause pause) {
    this.within = within;
    this.pause = pause;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var heard = next.startCall(call, headers);
    return call.getMethodDescriptor().getType().clientSendsOneMessage()
        ? awaited(call, heard)
        : heard;
  }

  private <Q, R> ServerCall.Listener<Q> awaited(
      ServerCall<Q, R> call, ServerCall.Listener<Q> heard) {
    var isSettled = new AtomicBoolean();
    var watching =
        Thread.ofVirtual()
            .name("request-in-time")
            .start(() -> {
              if (hasPassed() && isSettled.compareAndSet(false, true)) {
                call.close(
                    Status.DEADLINE_EXCEEDED.withDescription("The request did not come in time."),
                    new Metadata());
              }
            });
    return new SimpleForwardingServerCallListener<>(heard) {

      @Override
      public void onHalfClose() {
        if (isSettled.compareAndSet(false, true)) {
          watching.interrupt();
          super.onHalfClose();
        }
      }

      @Override
      public void onCancel() {
        watching.interrupt();
        super.onCancel();
      }

      @Override
      public void onComplete() {
        watching.interrupt();
        super.onComplete();
      }
    };
  }

  private boolean hasPassed() {
    try {
      pause.pause(within);
      return true;
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
