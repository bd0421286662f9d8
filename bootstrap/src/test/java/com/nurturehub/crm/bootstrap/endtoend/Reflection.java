package com.nurturehub.crm.bootstrap.endtoend;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Calls a gRPC server by what it says of itself, JSON in and JSON out, as `grpcurl` does.
record Reflection(Channel channel) {

  private static final long SECONDS_MAX = 120;

  /// What the server answers, one JSON document per message. The method is named
  /// `package.Service/Method`.
  List<String> call(String method, String request) {
    var slash = method.indexOf('/');
    var described =
        service(method.substring(0, slash)).stream()
            .flatMap(file -> file.getServices().stream())
            .filter(service -> service.getFullName().equals(method.substring(0, slash)))
            .map(service -> service.findMethodByName(method.substring(slash + 1)))
            .findFirst()
            .orElseThrow();
    var answers = new ArrayList<String>();
    ClientCalls.blockingServerStreamingCall(
            channel, callable(described), CallOptions.DEFAULT, message(described, request))
        .forEachRemaining(answer -> answers.add(json(answer)));
    return answers;
  }

  private static io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> callable(
      MethodDescriptor method) {
    return io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
        .setType(method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY)
        .setFullMethodName(method.getService().getFullName() + "/" + method.getName())
        .setRequestMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())))
        .setResponseMarshaller(
            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
        .build();
  }

  private static DynamicMessage message(MethodDescriptor method, String json) {
    var message = DynamicMessage.newBuilder(method.getInputType());
    try {
      JsonFormat.parser().merge(json, message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(json, e);
    }
    return message.build();
  }

  private static String json(DynamicMessage message) {
    try {
      return JsonFormat.printer().print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<FileDescriptor> service(String name) {
    var described = new HashMap<String, FileDescriptorProto>();
    for (var bytes : ask(name).getFileDescriptorResponse().getFileDescriptorProtoList()) {
      var file = parsed(bytes);
      described.put(file.getName(), file);
    }
    var linked = new HashMap<String, FileDescriptor>();
    return described.keySet().stream().map(file -> link(file, described, linked)).toList();
  }

  private ServerReflectionResponse ask(String service) {
    var answer = new CompletableFuture<ServerReflectionResponse>();
    var question =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse said) {
                    answer.complete(said);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {
                    answer.completeExceptionally(new IllegalStateException("no answer"));
                  }
                });
    question.onNext(ServerReflectionRequest.newBuilder().setFileContainingSymbol(service).build());
    try {
      return answer.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
    } finally {
      question.onCompleted();
    }
  }

  private static FileDescriptor link(
      String name, Map<String, FileDescriptorProto> described, Map<String, FileDescriptor> linked) {
    var known = linked.get(name);
    if (known != null) {
      return known;
    }
    var file = described.get(name);
    if (file == null) {
      throw new IllegalStateException("the server does not describe " + name);
    }
    var needed =
        file.getDependencyList().stream()
            .map(other -> link(other, described, linked))
            .toArray(FileDescriptor[]::new);
    try {
      var descriptor = FileDescriptor.buildFrom(file, needed);
      linked.put(name, descriptor);
      return descriptor;
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FileDescriptorProto parsed(ByteString bytes) {
    try {
      return FileDescriptorProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
