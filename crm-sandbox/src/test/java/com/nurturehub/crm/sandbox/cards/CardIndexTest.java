package com.nurturehub.crm.sandbox.cards;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.JsonBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CardIndexTest {

  private static final int BASE = 200;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void any_part_of_any_window_is_what_sorting_everything_would_give(long seed) {
    var chance = new SplittableRandom(seed);
    var index = new CardIndex(new PlainCards());
    var all = new TreeMap<Integer, Card>();
    for (int number = 0; number < BASE; number++) {
      all.put(number, new PlainCards().make(number));
    }
    for (int edit = 0; edit < chance.nextInt(300); edit++) {
      edit(index, all, chance);
    }

    for (int question = 0; question < 40; question++) {
      var window = anyWindow(chance);
      var wanted = sorted(all, window);
      var offset = chance.nextInt(wanted.size() + 2);
      var size = 1 + chance.nextInt(100);

      var slice = index.slice(window, offset, size);

      assertThat(slice.total()).isEqualTo(wanted.size());
      assertThat(slice.spots().stream().map(Spot::number))
          .containsExactlyElementsOf(
              wanted.subList(
                  Math.min(offset, wanted.size()), Math.min(offset + size, wanted.size())));
    }
  }

  @Test
  void a_card_taken_out_is_found_no_more() {
    var index = new CardIndex(new PlainCards());

    index.remove("7");

    assertThat(index.find("7")).isEmpty();
    assertThat(index.find("8")).isPresent();
    assertThat(index.remove("7")).isEmpty();
  }

  @Test
  void a_touched_card_is_found_by_what_it_is_now_and_not_by_what_it_was() {
    var index = new CardIndex(new PlainCards());

    index.change("7", card -> version(card, card.modified(), false, "old"));
    index.change("7", card -> version(card, card.modified(), false, "new"));

    assertThat(index.candidates("new")).extracting(Card::number).containsExactly(7);
    assertThat(index.candidates("old")).isEmpty();
  }

  private static void edit(CardIndex index, Map<Integer, Card> all, SplittableRandom chance) {
    var kind = chance.nextInt(10);
    if (kind == 0) {
      var number = index.reserveNumber();
      var time = chance.nextLong(2_500);
      var card = card(number, time, time, chance.nextBoolean());
      index.add(card);
      all.put(number, card);
      return;
    }
    var number = chance.nextInt(BASE + 10);
    if (kind == 1) {
      index.remove(Integer.toString(number));
      all.remove(number);
      return;
    }
    // Few different times, so that many are equal.
    var time = chance.nextLong(10) * 250;
    var archived = chance.nextInt(4) == 0;
    index
        .change(Integer.toString(number), card -> version(card, time, archived, "handle"))
        .ifPresent(changed -> all.put(number, changed.after()));
  }

  private static CardWindow anyWindow(SplittableRandom chance) {
    return new CardWindow(
        chance.nextInt(4) == 0,
        anySpan(chance),
        anySpan(chance),
        chance.nextBoolean() ? CardWindow.Order.CREATED : CardWindow.Order.MODIFIED,
        chance.nextBoolean());
  }

  private static Span anySpan(SplittableRandom chance) {
    return switch (chance.nextInt(4)) {
      case 0 -> new Span(chance.nextLong(2_000), Long.MAX_VALUE);
      case 1 -> new Span(chance.nextLong(1_000), 1_000 + chance.nextLong(1_500));
      default -> Span.ALWAYS;
    };
  }

  private static List<Integer> sorted(Map<Integer, Card> all, CardWindow window) {
    var order =
        (window.order() == CardWindow.Order.CREATED
                ? Comparator.comparingLong(Card::created)
                : Comparator.comparingLong(Card::modified))
            .thenComparingInt(Card::number);
    var wanted = new ArrayList<Card>();
    for (var card : all.values()) {
      if (card.archived() == window.archived()
          && window.created().contains(card.created())
          && window.modified().contains(card.modified())) {
        wanted.add(card);
      }
    }
    wanted.sort(window.descending() ? order.reversed() : order);
    return wanted.stream().map(Card::number).toList();
  }

  private static Card version(Card card, long modified, boolean archived, String handle) {
    return new Card(
        card.number(),
        card.id(),
        card.created(),
        modified,
        archived,
        "tag",
        Set.of(handle),
        card.json());
  }

  private static Card card(int number, long created, long modified, boolean archived) {
    return new Card(
        number,
        Integer.toString(number),
        created,
        modified,
        archived,
        "tag",
        Set.of(),
        Bytes.of("{}"));
  }

  private static final class PlainCards implements CardMaker {

    @Override
    public int count() {
      return BASE;
    }

    @Override
    public long created(int number) {
      return number / 3 * 30L;
    }

    @Override
    public long modified(int number) {
      return number / 2 * 20L + 100;
    }

    @Override
    public boolean archived(int number) {
      return number % 7 == 3;
    }

    @Override
    public String id(int number) {
      return Integer.toString(number);
    }

    @Override
    public Card make(int number) {
      return card(number, created(number), modified(number), archived(number));
    }

    @Override
    public void write(int number, JsonBytes out) {
      out.plain("{}");
    }

    @Override
    public int numberOf(String id) {
      return Integer.parseInt(id);
    }

    @Override
    public List<Integer> numbersFor(String handle) {
      return List.of();
    }
  }
}
