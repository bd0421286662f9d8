package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.ContactPages;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.connector.alto.AltoGathering.Gathered;
import com.nurturehub.crm.connector.alto.AltoMapping.Household;
import com.nurturehub.crm.connector.alto.AltoPayloads.Detail;
import com.nurturehub.crm.connector.alto.AltoPayloads.PersonId;
import com.nurturehub.crm.connector.alto.AltoPayloads.Shown;
import com.nurturehub.crm.connector.alto.AltoTaking.Basket;
import com.nurturehub.crm.connector.http.Moment;
import com.nurturehub.crm.connector.http.Sleeper;
import com.nurturehub.crm.domain.sync.SyncCursor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// People by their ids, or all people of a household by its, a few households at a time. Whoever
/// Alto does not show any more, or shows as something else than a client, is left out.
final class AltoChosenPages implements ContactPages {

  private static final String UNLISTED = "Alto shows this contact but does not list it";

  private final AltoApi api;
  private final AltoTaking taking;
  private final AltoGathering gathering;
  private final TreeMap<String, Set<String>> people = new TreeMap<>();
  private final Set<String> whole = new HashSet<>();
  private final List<String> households;
  private int next;

  private AltoChosenPages(AltoApi api, AltoTaking taking, Sleeper sleeper, Reading.Only reading) {
    this.api = api;
    this.taking = taking;
    this.gathering = new AltoGathering(api, sleeper);
    for (var id : reading.ids()) {
      var wanted = people.computeIfAbsent(PersonId.householdOf(id), _ -> new TreeSet<>());
      if (PersonId.isWholeHousehold(id)) {
        whole.add(id.value());
      } else {
        wanted.add(PersonId.of(id).person());
      }
    }
    this.households = List.copyOf(people.keySet());
  }

  static AltoChosenPages of(AltoApi api, AltoTaking taking, Sleeper sleeper, Reading.Only reading) {
    return new AltoChosenPages(api, taking, sleeper, reading);
  }

  @Override
  public Optional<ContactPage> next() {
    if (next >= households.size()) {
      return Optional.empty();
    }
    var end = Math.min(next + api.settings().sweeping().pageSize(), households.size());
    var page = page(households.subList(next, end));
    next = end;
    return Optional.of(page);
  }

  @Override
  public void close() {
    // Nothing is fetched ahead.
  }

  private ContactPage page(List<String> wanted) {
    var now = api.clock().instant();
    var served = new Moment(now, Duration.ZERO);
    var personas = new AltoPersonas(api);
    var basket = new Basket();
    for (var found : gathering.gather(wanted, served).values()) {
      served = found.shown().served();
      take(found, personas, basket);
    }
    return new ContactPage(
        basket.contacts(),
        basket.unreadable(),
        SyncCursor.START,
        OptionalLong.of(people.values().stream().mapToInt(Set::size).sum()),
        served.at(),
        served.ahead());
  }

  private void take(Gathered found, AltoPersonas personas, Basket basket) {
    var shown = found.shown();
    var detail = shown.detail();
    if (detail.isEmpty()) {
      apart(shown.id(), shown.flaw(), shown.raw(), basket);
    } else if (isClient(detail.get())) {
      personas
          .of(detail.get(), shown.served().at())
          .ifPresentOrElse(
              roles -> take(new Household(detail.get(), found.preferences(), roles), shown, basket),
              () -> apart(shown.id(), UNLISTED, shown.raw(), basket));
    }
  }

  private void take(Household household, Shown shown, Basket basket) {
    var at = shown.served().at();
    if (whole.contains(shown.id())) {
      taking.take(household, at, shown.raw(), basket);
    } else {
      taking.take(household, wantedIn(shown.id()), at, shown.raw(), basket);
    }
  }

  private boolean isClient(Detail detail) {
    var wanted = api.settings().sweeping().categories();
    return detail.category().map(wanted::contains).orElse(true);
  }

  /// Each of them is there, though nobody can be read.
  private void apart(String household, String why, String raw, Basket basket) {
    if (whole.contains(household)) {
      basket.apart(Optional.of(PersonId.first(household).external()), why, raw);
    }
    for (var person : wantedIn(household)) {
      basket.apart(Optional.of(new PersonId(household, person).external()), why, raw);
    }
  }

  private Set<String> wantedIn(String household) {
    return people.getOrDefault(household, Set.of());
  }
}
