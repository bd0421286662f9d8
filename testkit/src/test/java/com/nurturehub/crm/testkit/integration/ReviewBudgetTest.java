package com.nurturehub.crm.testkit.integration;

import static com.nurturehub.crm.testkit.Times.EIGHT;
import static com.nurturehub.crm.testkit.Times.ELEVEN;
import static com.nurturehub.crm.testkit.Times.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.connection.CallBudget.Allowance;
import com.nurturehub.crm.application.integration.ReviewBudget;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.sync.Change;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.domain.sync.SyncRun;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.domain.sync.Tally;
import com.nurturehub.crm.testkit.contract.Office;
import com.nurturehub.crm.testkit.contract.Storage;
import com.nurturehub.crm.testkit.memory.InMemoryCallBudget;
import com.nurturehub.crm.testkit.memory.InMemoryStorage;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// When a first sync ends that began at eight, seen at nine.
class ReviewBudgetTest {

  private final InMemoryStorage storage = InMemoryStorage.quiet(Storage.CLOCK);
  private final Office office = Office.in(storage);
  private final ReviewBudget review =
      ReviewBudget.using(
          storage.stores(),
          new World(storage.transactions(), storage.ids(), Storage.CLOCK, new SplittableRandom(1)),
          ReviewBudgetTest::asReapitAllows,
          new InMemoryCallBudget(Storage.CLOCK));

  @Test
  void it_ends_as_fast_as_it_went_so_far() {
    runs(1_000, OptionalLong.of(3_000));

    assertThat(firstSyncEnds()).contains(ELEVEN);
  }

  @Test
  void one_that_has_read_more_than_was_declared_ends_now() {
    runs(1_001, OptionalLong.of(1_000));

    assertThat(firstSyncEnds()).contains(NINE);
  }

  @Test
  void nobody_knows_the_end_before_something_is_read_or_where_no_total_is_declared() {
    runs(0, OptionalLong.of(3_000));
    assertThat(firstSyncEnds()).isEmpty();

    runs(1_000, OptionalLong.empty());
    assertThat(firstSyncEnds()).isEmpty();
  }

  @Test
  void a_later_pass_is_no_first_sync() {
    office.run(() -> office.stores().connections().keep(office.connection().synced(EIGHT)));
    runs(1_000, OptionalLong.of(3_000));

    assertThat(firstSyncEnds()).isEmpty();
  }

  private void runs(long read, OptionalLong total) {
    var tally = Tally.NONE.reading(read).counting(Change.CREATED, read);
    office.run(() ->
        office
            .stores()
            .runs()
            .keep(
                new SyncRun.Running(
                    new SyncRunId(new UUID(0, 1)),
                    office.reapit(),
                    Pass.FULL,
                    EIGHT,
                    SyncCursor.START,
                    tally,
                    total,
                    Optional.of(EIGHT))));
  }

  /// As the card of Reapit shows it, the only one that limits anybody here.
  private Optional<Instant> firstSyncEnds() {
    var budgets = review.list(office.agency());
    assertThat(budgets)
        .singleElement()
        .extracting(ReviewBudget.Budget::provider)
        .isEqualTo(CrmProvider.REAPIT);
    return budgets.getFirst().firstSyncEnds();
  }

  private static Optional<Allowance> asReapitAllows(Connection connection) {
    return connection.provider() == CrmProvider.REAPIT
        ? Optional.of(Allowance.perSecond("reapit", 20, 15_000))
        : Optional.empty();
  }
}
