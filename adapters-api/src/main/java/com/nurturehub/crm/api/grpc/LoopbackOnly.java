package com.nurturehub.crm.api.grpc;

import com.nurturehub.crm.api.identity.Access;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.InetSocketAddress;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// The local token is a file on this machine, so only this machine may show it, however the server
/// is bound.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LoopbackOnly implements ServerInterceptor {

  private final Access access;

  LoopbackOnly(Access access) {
    this.access = access;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (access.isLocal() && isElsewhere(call)) {
      call.close(
          Status.PERMISSION_DENIED.withDescription("The local token works on this machine only."),
          new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return next.startCall(call, headers);
  }

  private static boolean isElsewhere(ServerCall<?, ?> call) {
    return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)
            instanceof InetSocketAddress from
        && !from.getAddress().isLoopbackAddress();
  }
}
