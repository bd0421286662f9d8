package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.domain.connection.Secret;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// The scalars the schema adds to GraphQL's own.
final class Scalars {

  static final GraphQLScalarType DATE_TIME = scalar("DateTime", new DateTime());
  static final GraphQLScalarType SECRET = scalar("Secret", new Hidden());

  private Scalars() {}

  private static GraphQLScalarType scalar(String name, Coercing<?, ?> coercing) {
    return GraphQLScalarType.newScalar().name(name).coercing(coercing).build();
  }

  private static final class DateTime implements Coercing<Instant, String> {

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
      if (value instanceof Instant instant) {
        return instant.toString();
      }
      throw new CoercingSerializeException("not an instant");
    }

    @Override
    public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
      try {
        return OffsetDateTime.parse(input.toString()).toInstant();
      } catch (DateTimeParseException e) {
        throw new CoercingParseValueException("not a time in RFC 3339", e);
      }
    }

    @Override
    public Instant parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      if (input instanceof StringValue text && text.getValue() != null) {
        return parseValue(text.getValue(), context, locale);
      }
      throw new CoercingParseLiteralException("not a time in RFC 3339");
    }
  }

  /// Comes in, never goes out. In the text of a query it would end up where queries are logged.
  private static final class Hidden implements Coercing<Secret, String> {

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
      throw new CoercingSerializeException("a secret is never given back");
    }

    @Override
    public Secret parseValue(Object input, GraphQLContext context, Locale locale) {
      if (input instanceof String text) {
        return Secret.of(text);
      }
      throw new CoercingParseValueException("a secret is a text");
    }

    @Override
    public Secret parseLiteral(
        Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
      throw new CoercingParseLiteralException("send a secret as a variable");
    }
  }
}
