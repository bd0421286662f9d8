package com.nurturehub.crm.bootstrap.endtoend;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.nurturehub.crm.v1.ContactDetails;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Writes requests for whatever gRPC method the server has, and makes the calls.
record Calling(MethodDescriptor method) {

  private static final String OURS = "nurturehub.crm.v1.";
  private static final long SECONDS_MAX = 60;

  /// What came back: the first message of a stream, as JSON, and how the call ended.
  record Answer(String message, Status.Code status, String why) {

    /// What is refused in a stream of requests is refused in a message.
    boolean isNotPermitted() {
      return status == Status.Code.PERMISSION_DENIED || message.contains("AGENCY_NOT_PERMITTED");
    }
  }

  static List<Calling> methodsOf(Collection<BindableService> services) {
    return services.stream()
        .flatMap(service -> service.bindService().getMethods().stream())
        .map(served -> served.getMethodDescriptor().getSchemaDescriptor())
        .flatMap(schema ->
            schema instanceof ProtoMethodDescriptorSupplier proto
                ? Stream.of(new Calling(proto.getMethodDescriptor()))
                : Stream.empty())
        .filter(calling -> calling.method().getService().getFullName().startsWith(OURS))
        .toList();
  }

  /// In an agency's name, with an id wherever one can be.
  Message request(String agency, String id) {
    return filled(DynamicMessage.newBuilder(method.getInputType()), agency, id);
  }

  private static Message filled(Message.Builder message, String agency, String id) {
    for (var field : message.getDescriptorForType().getFields()) {
      switch (field.getName()) {
        case "agency" -> message.setField(field, agency);
        case "request_id" -> message.setField(field, UUID.randomUUID().toString());
        case "push" ->
            message.setField(field, filled(message.newBuilderForField(field), agency, id));
        case "details" ->
            message.setField(field, ContactDetails.newBuilder().setSurname("Renamed").build());
        case "update_mask" ->
            message.setField(field, FieldMask.newBuilder().addPaths("surname").build());
        default -> fill(message, field, id);
      }
    }
    return message.build();
  }

  private static void fill(Message.Builder message, FieldDescriptor field, String id) {
    if (field.getName().equals("provider")) {
      message.setField(field, first(field.getEnumType()));
    } else if (field.getName().endsWith("_id") || field.getName().equals("id")) {
      message.setField(field, id);
    } else if (field.getName().equals("credentials")) {
      var entry = message.newBuilderForField(field);
      var kind = entry.getDescriptorForType();
      message.addRepeatedField(
          field,
          entry
              .setField(kind.findFieldByName("key"), "customer")
              .setField(kind.findFieldByName("value"), "nobody's")
              .build());
    }
  }

  private static Object first(EnumDescriptor kind) {
    return kind.findValueByNumber(1);
  }

  boolean takesId() {
    return request("a", "b").toString().contains("contact_id");
  }

  Answer call(Channel channel, Message request) {
    var answer = new CompletableFuture<Answer>();
    var call = channel.newCall(callable(), CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(Message said) {
            answer.complete(new Answer(json(said), Status.Code.OK, ""));
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            answer.complete(
                new Answer("", status.getCode(), String.valueOf(status.getDescription())));
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
    try {
      return answer.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
    } finally {
      call.cancel("heard enough", null);
    }
  }

  private io.grpc.MethodDescriptor<Message, Message> callable() {
    return io.grpc.MethodDescriptor.<Message, Message>newBuilder()
        .setType(type())
        .setFullMethodName(method.getService().getFullName() + "/" + method.getName())
        .setRequestMarshaller(ProtoUtils.marshaller(empty(method.getInputType())))
        .setResponseMarshaller(ProtoUtils.marshaller(empty(method.getOutputType())))
        .build();
  }

  private static Message empty(com.google.protobuf.Descriptors.Descriptor type) {
    return DynamicMessage.getDefaultInstance(type);
  }

  private MethodType type() {
    if (method.isClientStreaming()) {
      return method.isServerStreaming() ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING;
    }
    return method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY;
  }

  private static String json(Message message) {
    try {
      return JsonFormat.printer()
          .usingTypeRegistry(
              JsonFormat.TypeRegistry.newBuilder()
                  .add(com.google.rpc.ErrorInfo.getDescriptor())
                  .add(com.google.rpc.BadRequest.getDescriptor())
                  .build())
          .print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return method.getFullName().substring(OURS.length());
  }
}
