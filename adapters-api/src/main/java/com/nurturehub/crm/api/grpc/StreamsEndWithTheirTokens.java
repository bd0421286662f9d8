package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.identity.IdentityAuthentication;
import com.nurturehub.crm.api.progress.Pause;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.security.GrpcSecurity;
import org.springframework.security.authentication.CredentialsExpiredException;

/// A stream goes on no longer than the token it was opened with. Its caller opens another with a
/// new one.
@Order(Ordered.LOWEST_PRECEDENCE)
final class StreamsEndWithTheirTokens implements ServerInterceptor {

  private final InstantSource clock;
  private final Pause pause;

  StreamsEndWithTheirTokens(InstantSource clock, Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var end = end();
    if (end.isEmpty() || call.getMethodDescriptor().getType().serverSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    var bounded = new Bounded<>(call);
    var heard = next.startCall(bounded, headers);
    var watching =
        Thread.ofVirtual()
            .name("token-end")
            .start(() -> {
              if (waitUntil(end.get()) && bounded.refuse()) {
                heard.onCancel();
              }
            });
    return new SimpleForwardingServerCallListener<>(heard) {

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

  private static Optional<Instant> end() {
    var context = GrpcSecurity.SECURITY_CONTEXT_KEY.get();
    return context != null && context.getAuthentication() instanceof IdentityAuthentication known
        ? known.until()
        : Optional.empty();
  }

  /// False when nobody needs to know any more.
  private boolean waitUntil(Instant end) {
    var left = Duration.between(clock.instant(), end);
    try {
      pause.pause(left.isNegative() ? Duration.ZERO : left);
      return true;
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Whoever still sends after the end is stopped, too.
  private static final class Bounded<Q, R> extends SimpleForwardingServerCall<Q, R> {

    private final Object monitor = new Object();
    private boolean isClosed;

    Bounded(ServerCall<Q, R> call) {
      super(call);
    }

    /// True when the call was still open.
    boolean refuse() {
      var refusal = GrpcStatuses.thrown(new CredentialsExpiredException("the token has ended"));
      var trailers = refusal.getTrailers();
      return closedBy(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
    }

    @Override
    public void sendHeaders(Metadata headers) {
      synchronized (monitor) {
        if (!isClosed) {
          super.sendHeaders(headers);
        }
      }
    }

    @Override
    public void sendMessage(R message) {
      synchronized (monitor) {
        if (isClosed) {
          throw Status.UNAUTHENTICATED.asRuntimeException();
        }
        super.sendMessage(message);
      }
    }

    @Override
    public void close(Status status, Metadata trailers) {
      var _ = closedBy(status, trailers);
    }

    private boolean closedBy(Status status, Metadata trailers) {
      synchronized (monitor) {
        if (isClosed) {
          return false;
        }
        isClosed = true;
        super.close(status, trailers);
        return true;
      }
    }
  }
}
