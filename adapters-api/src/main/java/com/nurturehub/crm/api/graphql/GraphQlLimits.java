package com.nurturehub.crm.api.graphql;

import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import java.util.List;

/// How much one query may ask for.
final class GraphQlLimits {

  /// Deeper than any sensible query, and deep enough for a tool that reads the schema.
  static final int DEPTH_MAX = 16;

  /// A field counts one; what is below a list counts as often as the list is asked to be long.
  static final int COMPLEXITY_MAX = 20_000;

  private GraphQlLimits() {}

  static Instrumentation instrumentation() {
    return new ChainedInstrumentation(
        List.of(
            new MaxQueryDepthInstrumentation(DEPTH_MAX),
            new MaxQueryComplexityInstrumentation(COMPLEXITY_MAX, complexity())));
  }

  private static FieldComplexityCalculator complexity() {
    return (field, below) ->
        field.getArguments().get("first") instanceof Integer first
            ? Math.toIntExact(Math.min(Integer.MAX_VALUE / 2, 1 + Math.max(1L, first) * below))
            : 1 + below;
  }
}
