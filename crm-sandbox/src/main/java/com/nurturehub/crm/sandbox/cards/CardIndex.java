package com.nurturehub.crm.sandbox.cards;

import com.nurturehub.crm.sandbox.http.JsonBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// All cards of one customer.
public final class CardIndex {

  private final CardMaker maker;
  private final Shelf live;
  private final Shelf archive;
  private final Map<Integer, Card> touched = new HashMap<>();
  private final Map<String, Set<Integer>> byHandle = new HashMap<>();
  private final Lock reading;
  private final Lock writing;
  private int nextNumber;

  /// Live cards and archived ones stand apart: no query sees both.
  private static final class Shelf {
    final NumberSet untouched;
    final SortedCards byCreation = new SortedCards(Card::created);
    final SortedCards byModification = new SortedCards(Card::modified);

    Shelf(int baseCount) {
      untouched = new NumberSet(baseCount);
    }
  }

  public CardIndex(CardMaker maker) {
    this.maker = maker;
    live = new Shelf(maker.count());
    archive = new Shelf(maker.count());
    this.nextNumber = maker.count();
    var lock = new ReentrantReadWriteLock();
    reading = lock.readLock();
    writing = lock.writeLock();
    for (int number = 0; number < maker.count(); number++) {
      shelf(maker.archived(number)).untouched.add(number);
    }
  }

  public Optional<Card> find(String id) {
    return locked(reading, () -> present(id));
  }

  /// The cards that may be meant by this handle; the caller looks closer.
  public List<Card> candidates(String handle) {
    return locked(
        reading,
        () -> {
          var numbers = new LinkedHashSet<>(maker.numbersFor(handle));
          numbers.addAll(byHandle.getOrDefault(handle, Set.of()));
          List<Card> cards = new ArrayList<>();
          numbers.forEach(number -> at(number).ifPresent(cards::add));
          return cards;
        });
  }

  /// All touched cards, in no particular order.
  public List<Card> touchedCards() {
    return locked(reading, () -> List.copyOf(touched.values()));
  }

  /// The number of a card that is going to be added.
  public int reserveNumber() {
    return locked(writing, () -> nextNumber++);
  }

  /// Puts in a new card, under a number reserved for it.
  public void add(Card card) {
    locked(
        writing,
        () -> {
          putDown(card);
          return card;
        });
  }

  /// A card before and after a change.
  public record Changed(Card before, Card after) {}

  /// Replaces a card by its next version, or answers nothing if there is no such card. `change` may
  /// throw to leave everything as it is.
  public Optional<Changed> change(String id, UnaryOperator<Card> change) {
    return locked(
        writing,
        () ->
            present(id)
                .map(before -> {
                  var after = change.apply(before);
                  takeUp(before);
                  putDown(after);
                  return new Changed(before, after);
                }));
  }

  /// Takes a card out for good.
  public Optional<Card> remove(String id) {
    return locked(
        writing,
        () -> {
          var card = present(id);
          card.ifPresent(this::takeUp);
          return card;
        });
  }

  /// What is found while no card changes, however often it looks: an answer shows one moment.
  public <T> T atOneMoment(Supplier<T> look) {
    return locked(reading, look);
  }

  public Slice slice(CardWindow window, int offset, int size) {
    return locked(
        reading,
        () -> {
          var merge = merge(window);
          return new Slice(merge.size(), merge.part(offset, size, window.descending()));
        });
  }

  /// Everything in the window that fits, in the window's order. Looks at each card.
  public List<Spot> scan(CardWindow window, Predicate<Spot> fits) {
    return locked(
        reading,
        () -> {
          List<Spot> found = new ArrayList<>();
          var merge = merge(window);
          for (var spot : merge.part(0, merge.size(), window.descending())) {
            if (fits.test(spot)) {
              found.add(spot);
            }
          }
          return found;
        });
  }

  public String id(Spot spot) {
    return switch (spot) {
      case Spot.Base(var number) -> maker.id(number);
      case Spot.Touched(var card) -> card.id();
    };
  }

  public Card card(Spot spot) {
    return switch (spot) {
      case Spot.Base(var number) -> maker.make(number);
      case Spot.Touched(var card) -> card;
    };
  }

  /// Writes the contact at this spot as it stands on the wire.
  public void write(Spot spot, JsonBytes out) {
    switch (spot) {
      case Spot.Base(var number) -> maker.write(number, out);
      case Spot.Touched(var card) -> out.raw(card.json());
    }
  }

  private Merge merge(CardWindow window) {
    var shelf = shelf(window.archived());
    var byCreation = window.order() == CardWindow.Order.CREATED;
    return new Merge(
        new BaseRange(maker, shelf.untouched, window),
        TouchedRange.of(byCreation ? shelf.byCreation : shelf.byModification, window));
  }

  private Optional<Card> present(String id) {
    var number = maker.numberOf(id);
    return number < 0 ? Optional.empty() : at(number).filter(card -> card.id().equals(id));
  }

  private Optional<Card> at(int number) {
    var card = touched.get(number);
    if (card != null) {
      return Optional.of(card);
    }
    if (number >= maker.count() || !shelf(maker.archived(number)).untouched.contains(number)) {
      return Optional.empty();
    }
    return Optional.of(maker.make(number));
  }

  private void takeUp(Card card) {
    if (touched.remove(card.number()) == null) {
      shelf(card.archived()).untouched.remove(card.number());
      return;
    }
    var shelf = shelf(card.archived());
    shelf.byCreation.remove(card);
    shelf.byModification.remove(card);
    for (var handle : card.handles()) {
      var numbers = byHandle.get(handle);
      if (numbers != null && numbers.remove(card.number()) && numbers.isEmpty()) {
        byHandle.remove(handle);
      }
    }
  }

  private void putDown(Card card) {
    touched.put(card.number(), card);
    var shelf = shelf(card.archived());
    shelf.byCreation.add(card);
    shelf.byModification.add(card);
    for (var handle : card.handles()) {
      byHandle.computeIfAbsent(handle, _ -> new LinkedHashSet<>()).add(card.number());
    }
  }

  private Shelf shelf(boolean archived) {
    return archived ? archive : live;
  }

  private static <T> T locked(Lock lock, Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
