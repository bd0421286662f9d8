package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.api.identity.Identity;
import com.nurturehub.crm.api.identity.Scope;
import com.nurturehub.crm.application.integration.ReviewBudget;
import com.nurturehub.crm.application.integration.ReviewBudget.Budget;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;

/// How much may still be asked of the CRMs.
@Controller
public class BudgetFetchers {

  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final ReviewBudget budgets;

  public BudgetFetchers(ReviewBudget budgets) {
    this.budgets = budgets;
  }

  record RateBudgetNode(
      CrmProvider provider,
      double callsPerSecond,
      OptionalLong callsPerDay,
      long usedToday,
      OptionalLong leftToday,
      long usedByYouToday,
      int agenciesToday,
      double waitSeconds,
      Optional<Instant> firstSyncEndsAt) {

    static RateBudgetNode of(Budget budget) {
      var allowance = budget.allowance();
      var usage = budget.usage();
      return new RateBudgetNode(
          budget.provider(),
          SECOND / allowance.between().toNanos(),
          allowance.perDay() == 0 ? OptionalLong.empty() : OptionalLong.of(allowance.perDay()),
          usage.used(),
          budget.leftToday(),
          usage.byAgency(),
          usage.agencies(),
          usage.delay().toNanos() / SECOND,
          budget.firstSyncEnds());
    }
  }

  @QueryMapping
  List<RateBudgetNode> rateBudget(@AuthenticationPrincipal Identity caller) {
    return budgets.list(caller.acting(Scope.READ)).stream().map(RateBudgetNode::of).toList();
  }
}
