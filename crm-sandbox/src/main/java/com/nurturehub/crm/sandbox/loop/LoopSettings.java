package com.nurturehub.crm.sandbox.loop;

import com.nurturehub.crm.sandbox.crm.Passphrase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The teams that this Loop knows from the start, by name.
public record LoopSettings(Map<String, Team> teams) {

  public static final int PEOPLE_MAX = 1_000_000;

  private static final int DEMO_PEOPLE = 1_500;

  /// @param people how many the team knows
  /// @param pass the team's key, a GUID
  public record Team(int people, Passphrase pass) {

    public Team {
      if (people < 0 || people > PEOPLE_MAX) {
        throw new IllegalArgumentException("too many people for one team");
      }
    }
  }

  public LoopSettings {
    teams = Collections.unmodifiableMap(new LinkedHashMap<>(teams));
  }

  /// Two teams of different size.
  public static LoopSettings demo() {
    var teams = new LinkedHashMap<String, Team>();
    teams.put(
        "COALVILLE", new Team(DEMO_PEOPLE, new Passphrase("c0a1f111-0000-4000-8000-5a2db0c0ffee")));
    teams.put("ASHBY", new Team(300, new Passphrase("a54b1111-0000-4000-8000-5a2db0c0ffee")));
    return new LoopSettings(teams);
  }

  /// A team of its own size; its key stays as it is.
  public LoopSettings with(String team, int people) {
    var more = new LinkedHashMap<>(teams);
    more.computeIfPresent(team, (_, before) -> new Team(people, before.pass()));
    return new LoopSettings(more);
  }

  /// One more team, with a key of its own.
  public LoopSettings with(String team, int people, Passphrase pass) {
    var more = new LinkedHashMap<>(teams);
    more.put(team, new Team(people, pass));
    return new LoopSettings(more);
  }
}
