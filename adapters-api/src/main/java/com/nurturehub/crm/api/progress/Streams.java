package com.nurturehub.crm.api.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How many streams may be open, by one caller and altogether, so that nobody holds them all.
public final class Streams {

  public static final int CALLER_MAX = 32;
  public static final int ALTOGETHER_MAX = 2_000;

  private final Map<String, Integer> open = new HashMap<>();
  private int altogether;

  /// A place that was taken; closing it once or more gives it back once.
  public interface Place extends AutoCloseable {

    @Override
    void close();
  }

  /// A place for one more stream, or nothing when there is none left.
  public synchronized Optional<Place> take(String caller) {
    if (altogether >= ALTOGETHER_MAX || open.getOrDefault(caller, 0) >= CALLER_MAX) {
      return Optional.empty();
    }
    altogether++;
    open.merge(caller, 1, Integer::sum);
    return Optional.of(new Taken(caller));
  }

  private synchronized void giveBack(String caller) {
    altogether--;
    open.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
  }

  private final class Taken implements Place {

    private final String caller;
    private boolean isTaken = true;

    Taken(String caller) {
      this.caller = caller;
    }

    @Override
    public void close() {
      synchronized (Streams.this) {
        if (isTaken) {
          isTaken = false;
          giveBack(caller);
        }
      }
    }
  }
}
