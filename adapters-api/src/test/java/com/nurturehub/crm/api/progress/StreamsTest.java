package com.nurturehub.crm.api.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsTest {

  private final Streams streams = new Streams();

  @Test
  void one_caller_has_so_many_streams_and_no_more() {
    taken("ada", Streams.CALLER_MAX);

    assertThat(streams.take("ada")).isEmpty();
    assertThat(streams.take("grace")).isPresent();
  }

  @Test
  void a_place_that_is_given_back_is_free_again() {
    var places = taken("ada", Streams.CALLER_MAX);

    places.getFirst().close();
    places.getFirst().close();

    assertThat(streams.take("ada")).isPresent();
    assertThat(streams.take("ada")).isEmpty();
  }

  @Test
  void all_callers_together_have_so_many() {
    for (var caller = 0; caller * Streams.CALLER_MAX < Streams.ALTOGETHER_MAX; caller++) {
      taken("caller " + caller, Streams.CALLER_MAX);
    }

    assertThat(streams.take("another")).isEmpty();
  }

  private List<Streams.Place> taken(String caller, int number) {
    var places = new ArrayList<Streams.Place>();
    for (var i = 0; i < number; i++) {
      streams.take(caller).ifPresent(places::add);
    }
    return places;
  }
}
