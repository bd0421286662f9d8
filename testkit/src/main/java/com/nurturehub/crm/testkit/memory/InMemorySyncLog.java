package com.nurturehub.crm.testkit.memory;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.log.SyncLog;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.log.SyncEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/// What happened, by when it did.
public final class InMemorySyncLog implements SyncLog {

  private final Rows<SyncEvent> rows;

  public InMemorySyncLog(InMemoryDatabase database) {
    this.rows = Rows.ofAgency(database, "sync_event", SyncEvent.class);
  }

  private static String key(SyncEvent event) {
    return Slices.newestFirst(event.at(), event.id());
  }

  @Override
  public void note(Collection<SyncEvent> events) {
    events.forEach(event -> rows.put(key(event), event));
  }

  @Override
  public Slice<SyncEvent> list(Filter filter, Slice.Request request) {
    var meant = rows.stream().filter(event -> isMeant(event, filter)).toList();
    var slice = Slices.cut(meant, InMemorySyncLog::key, request);
    return new Slice<>(slice.items(), slice.next(), Math.min(COUNTED_MAX, slice.total()));
  }

  private static boolean isMeant(SyncEvent event, Filter filter) {
    return isOrAny(filter.provider(), event.provider())
        && (filter.kinds().isEmpty() || filter.kinds().contains(event.kind()))
        && (filter.outcomes().isEmpty() || filter.outcomes().contains(event.outcome()))
        && filter.from().map(from -> !event.at().isBefore(from)).orElse(true)
        && filter.until().map(event.at()::isBefore).orElse(true)
        && isOrAny(filter.actor(), event.actor())
        && isOrAny(filter.contact(), event.contact());
  }

  private static <T> boolean isOrAny(Optional<T> asked, Optional<T> found) {
    return asked.isEmpty() || asked.equals(found);
  }

  @Override
  public void forgetBefore(Instant time) {
    remove(event -> event.at().isBefore(time));
  }

  @Override
  public void forget(ContactId person) {
    remove(event -> event.contact().equals(Optional.of(person)));
  }

  private void remove(Predicate<SyncEvent> which) {
    rows.stream().filter(which).map(InMemorySyncLog::key).toList().forEach(rows::remove);
  }
}
