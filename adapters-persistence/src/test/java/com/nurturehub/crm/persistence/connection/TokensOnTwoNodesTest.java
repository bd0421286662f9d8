package com.nurturehub.crm.persistence.connection;

import static com.nurturehub.crm.testkit.Times.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.connection.ApplicationTokens;
import com.nurturehub.crm.application.connection.ApplicationTokens.Token;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.persistence.Sql;
import com.nurturehub.crm.testkit.contract.Storage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The application's token is one for all nodes.
class TokensOnTwoNodesTest {

  private final PostgresStorage postgres = PostgresStorage.fresh();
  private final ApplicationTokens one = node();
  private final ApplicationTokens other = node();
  private final AtomicInteger fetches = new AtomicInteger();

  @AfterEach
  void close() {
    postgres.database().close();
  }

  @Test
  void nodes_that_need_a_token_at_once_fetch_one() throws Exception {
    var calls = new ArrayList<Callable<Secret>>();
    for (var i = 0; i < 5; i++) {
      calls.add(() -> one.current(CrmProvider.REAPIT, this::fetch));
      calls.add(() -> other.current(CrmProvider.REAPIT, this::fetch));
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var call : threads.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(Secret.of("canary-1"));
      }
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void a_token_refused_to_one_node_is_fetched_anew_once() {
    var refused = one.current(CrmProvider.REAPIT, this::fetch);
    other.current(CrmProvider.REAPIT, this::fetch);

    one.refused(CrmProvider.REAPIT, refused);
    other.refused(CrmProvider.REAPIT, refused);

    assertThat(
            List.of(
                other.current(CrmProvider.REAPIT, this::fetch),
                one.current(CrmProvider.REAPIT, this::fetch)))
        .containsOnly(Secret.of("canary-2"));
  }

  @Test
  void a_token_is_stored_before_anybody_has_it_and_nowhere_in_clear() throws SQLException {
    one.current(CrmProvider.REAPIT, this::fetch);

    assertThat(
            Sql.texts(
                postgres.database().superuser(),
                "select row(t.*)::text || encode(ciphertext, 'escape') from application_token t"))
        .hasSize(1)
        .noneMatch(row -> row.contains("canary"));
    assertThat(node().current(CrmProvider.REAPIT, this::fetch)).isEqualTo(Secret.of("canary-1"));
  }

  private Token fetch() {
    return new Token(Secret.of("canary-" + fetches.incrementAndGet()), NINE.plusSeconds(3_600));
  }

  private ApplicationTokens node() {
    return new TinkApplicationTokens(postgres.transactions(), postgres.keysets(), Storage.CLOCK);
  }
}
