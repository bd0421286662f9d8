package com.nurturehub.crm.api.graphql;

import graphql.analysis.FieldComplexityCalculator;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import java.util.List;
import java.util.Set;

/// How much one query may ask for.
final class GraphQlLimits {

  /// Deeper than any sensible query, and deep enough for a tool that reads the schema.
  static final int DEPTH_MAX = 16;

  /// A field counts one; what is below a list counts as often as the list is asked to be long. What
  /// is asked of the service itself counts more, see below.
  static final int COMPLEXITY_MAX = 20_000;

  /// What begins work of its own: reading, and as a rule counting, or doing something.
  private static final int WORK = 500;

  /// What takes long or knocks at somebody else's door, and so more than half of everything.
  private static final int ONCE = COMPLEXITY_MAX / 2 + 1;

  private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");
  private static final Set<String> EXPENSIVE = Set.of("verifyAuditTrail", "connect");

  private GraphQlLimits() {}

  static Instrumentation instrumentation() {
    return new ChainedInstrumentation(
        List.of(
            new MaxQueryDepthInstrumentation(DEPTH_MAX),
            new MaxQueryComplexityInstrumentation(COMPLEXITY_MAX, complexity())));
  }

  private static FieldComplexityCalculator complexity() {
    return (field, below) -> {
      var times = field.getArguments().get("first") instanceof Integer first ? first : 1;
      // No more than is too much already, so that the sum of many stays a number.
      return (int) Math.min(COMPLEXITY_MAX + 1L, own(field) + Math.max(1L, times) * below);
    };
  }

  private static int own(FieldComplexityEnvironment field) {
    if (!ROOTS.contains(field.getParentType().getName())) {
      return 1;
    }
    return EXPENSIVE.contains(field.getField().getName()) ? ONCE : WORK;
  }
}
