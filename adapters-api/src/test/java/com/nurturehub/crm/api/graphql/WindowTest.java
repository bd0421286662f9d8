package com.nurturehub.crm.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.InvalidRequest;
import com.nurturehub.crm.application.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

  private static final List<Integer> ALL = IntStream.range(0, 450).boxed().toList();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50, 199, 200})
  void walking_page_by_page_meets_everybody_once(int first) {
    var met = new ArrayList<Integer>();
    String after = null;
    Page<Integer> page;
    do {
      page = page(first, after);
      page.edges().forEach(edge -> met.add(edge.node()));
      after = page.pageInfo().endCursor();
    } while (page.pageInfo().hasNextPage());

    assertThat(met).isEqualTo(ALL);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 48, 49})
  void every_cursor_asks_for_what_comes_after_its_own_entry(int place) {
    var cursor = page(50, null).edges().get(place).cursor();

    assertThat(page(10, cursor).edges().getFirst().node()).isEqualTo(place + 1);
  }

  @Test
  void a_cursor_far_into_a_long_page_still_goes_on() {
    var cursor = page(200, null).edges().get(198).cursor();

    var page = page(200, cursor);

    assertThat(page.edges().getFirst().node()).isEqualTo(199);
    assertThat(page.pageInfo().hasNextPage()).isTrue();
  }

  @Test
  void after_the_last_entry_there_is_nothing() {
    var last = page(200, page(200, page(200, null).pageInfo().endCursor()).pageInfo().endCursor());

    assertThat(last.pageInfo().hasNextPage()).isFalse();
    assertThat(page(10, last.pageInfo().endCursor()).edges()).isEmpty();
  }

  @Test
  void only_the_first_page_has_nothing_before_it() {
    var first = page(50, null);
    var second = page(50, first.pageInfo().endCursor());

    assertThat(first.pageInfo().hasPreviousPage()).isFalse();
    assertThat(second.pageInfo().hasPreviousPage()).isTrue();
    assertThat(second.totalCount()).isEqualTo(450);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "bm9uc2Vuc2U", "OTk5OSst"})
  void a_cursor_from_elsewhere_is_refused(String cursor) {
    assertThatThrownBy(() -> Window.of(10, cursor)).isInstanceOf(InvalidRequest.class);
  }

  private static Page<Integer> page(int first, @Nullable String after) {
    var window = Window.of(first, after);
    return window.page(stored(window.request()), Function.identity());
  }

  /// A store that only knows the place after a slice.
  private static Slice<Integer> stored(Slice.Request request) {
    var from = request.after().map(Integer::parseInt).orElse(0);
    var to = Math.min(ALL.size(), from + request.first());
    var next = to < ALL.size() ? Optional.of(String.valueOf(to)) : Optional.<String>empty();
    return new Slice<>(ALL.subList(from, to), next, ALL.size());
  }
}
