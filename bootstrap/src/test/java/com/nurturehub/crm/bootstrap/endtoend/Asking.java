package com.nurturehub.crm.bootstrap.endtoend;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes requests for whatever operation the schema has: with every field that can be selected,
/// and, where it takes an id or a place in a list, with the one that is given.
record Asking(GraphQLSchema schema) {

  private static final int DEPTH_MAX = 5;

  /// One field of the query, the mutation or the subscription.
  record Operation(String kind, GraphQLFieldDefinition field) {

    boolean changes() {
      return kind.equals("mutation");
    }

    boolean streams() {
      return kind.equals("subscription");
    }

    @Override
    public String toString() {
      return "%s %s".formatted(kind, field.getName());
    }
  }

  List<Operation> operations() {
    return Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
        .flatMap(root ->
            root.getFieldDefinitions().stream()
                .map(field -> new Operation(root.getName().toLowerCase(Locale.ROOT), field)))
        .toList();
  }

  /// Whether it can be told something of somebody's.
  static boolean takesId(Operation operation) {
    return operation.field().getArguments().stream()
        .anyMatch(argument -> holdsId(argument.getType()));
  }

  /// Whether what it does is done to several at once, and never to one alone.
  static boolean takesSeveralIds(Operation operation) {
    return operation.field().getArguments().stream()
        .filter(argument -> holdsId(argument.getType()))
        .anyMatch(
            argument -> GraphQLTypeUtil.unwrapNonNull(argument.getType()) instanceof GraphQLList);
  }

  /// Without anything that may be left out.
  String plainly(Operation operation) {
    return document(operation, argument -> GraphQLTypeUtil.isNonNull(argument.getType()), "none");
  }

  /// With an id wherever one can be.
  String with(Operation operation, String id) {
    return document(
        operation,
        argument -> GraphQLTypeUtil.isNonNull(argument.getType()) || holdsId(argument.getType()),
        id);
  }

  /// From a place in a list or a stream on; empty where there is none to name.
  Optional<String> after(Operation operation, String place) {
    return operation.field().getArgument("after") == null
        ? Optional.empty()
        : Optional.of(
            document(
                operation,
                argument ->
                    GraphQLTypeUtil.isNonNull(argument.getType())
                        || argument.getName().equals("after"),
                place));
  }

  private String document(
      Operation operation, java.util.function.Predicate<GraphQLArgument> isGiven, String id) {
    var arguments =
        operation.field().getArguments().stream()
            .filter(argument -> isGiven.test(argument) || argument.getName().equals("first"))
            .map(argument ->
                "%s: %s"
                    .formatted(
                        argument.getName(), literal(argument.getName(), argument.getType(), id)))
            .collect(Collectors.joining(", "));
    return "%s%s { asked: %s%s %s }"
        .formatted(
            operation.kind(),
            arguments.contains("$secret") ? " ($secret: Secret!)" : "",
            operation.field().getName(),
            arguments.isEmpty() ? "" : "(" + arguments + ")",
            selection(operation.field().getType(), DEPTH_MAX));
  }

  private static boolean holdsId(GraphQLType type) {
    return switch (GraphQLTypeUtil.unwrapAll(type)) {
      case GraphQLScalarType scalar -> scalar.getName().equals("ID");
      case GraphQLInputObjectType input ->
          input.getFieldDefinitions().stream().anyMatch(field -> holdsId(field.getType()));
      default -> false;
    };
  }

  private static String literal(String name, GraphQLType type, String id) {
    return switch (type) {
      case GraphQLNonNull sure -> literal(name, sure.getWrappedType(), id);
      case GraphQLList many -> "[%s]".formatted(literal(name, many.getWrappedType(), id));
      case GraphQLEnumType chosen -> chosen.getValues().getFirst().getName();
      case GraphQLInputObjectType input ->
          input.getFieldDefinitions().stream()
              .filter(
                  field -> GraphQLTypeUtil.isNonNull(field.getType()) || holdsId(field.getType()))
              .map(field ->
                  "%s: %s"
                      .formatted(field.getName(), literal(field.getName(), field.getType(), id)))
              .collect(Collectors.joining(", ", "{", "}"));
      case GraphQLScalarType scalar -> scalar(name, scalar, id);
      default -> throw unknown(name, type);
    };
  }

  private static String scalar(String name, GraphQLScalarType scalar, String id) {
    return switch (scalar.getName()) {
      case "ID" -> "\"%s\"".formatted(id);
      case "Secret" -> "$secret";
      case "Int" -> "5";
      case "Boolean" -> "true";
      case "String" ->
          switch (name) {
            case "after" -> "\"%s\"".formatted(id);
            case "name" -> "\"customer\"";
            default -> throw unknown(name, scalar);
          };
      default -> throw unknown(name, scalar);
    };
  }

  private static IllegalStateException unknown(String name, GraphQLType type) {
    return new IllegalStateException(
        "say here what somebody would give as %s (%s)".formatted(name, type));
  }

  private String selection(GraphQLType type, int depth) {
    return switch (GraphQLTypeUtil.unwrapAll(type)) {
      case GraphQLInterfaceType parent ->
          of(schema.getImplementations(parent).stream().map(GraphQLNamedType.class::cast), depth);
      case GraphQLUnionType union ->
          of(union.getTypes().stream().map(GraphQLNamedType.class::cast), depth);
      case GraphQLFieldsContainer object ->
          "{ __typename %s }".formatted(fields(object, "", depth));
      default -> "";
    };
  }

  private String of(Stream<GraphQLNamedType> members, int depth) {
    return members
        .map(GraphQLFieldsContainer.class::cast)
        .map(member ->
            "... on %s { %s }"
                .formatted(member.getName(), fields(member, member.getName() + "_", depth)))
        .collect(Collectors.joining(" ", "{ __typename ", " }"));
  }

  /// Those of the members of a union may disagree about a name, so each is called by its own.
  private String fields(GraphQLFieldsContainer object, String prefix, int depth) {
    return object.getFieldDefinitions().stream()
        .filter(field ->
            field.getArguments().stream()
                .noneMatch(argument -> GraphQLTypeUtil.isNonNull(argument.getType())))
        .filter(field ->
            depth > 0 || GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLScalarType)
        .map(field ->
            "%s%s: %s %s"
                .formatted(
                    prefix,
                    field.getName(),
                    field.getName(),
                    selection(field.getType(), depth - 1)))
        .collect(Collectors.joining(" "));
  }
}
