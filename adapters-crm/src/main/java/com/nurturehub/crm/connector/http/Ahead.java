package com.nurturehub.crm.connector.http;

import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.FailureCause;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is fetched from a CRM while what came before it is worked on: one thing and no more.
public final class Ahead<T> implements AutoCloseable {

  private final String crm;
  private @Nullable FutureTask<T> running;

  public Ahead(String crm) {
    this.crm = crm;
  }

  public void begin(Supplier<T> fetch) {
    var task = new FutureTask<>(fetch::get);
    running = task;
    Thread.ofVirtual().name(crm.toLowerCase(Locale.ROOT) + "-ahead").start(task);
  }

  /// What was begun; where nothing was, what is fetched now.
  public T take(Supplier<T> fetch) {
    var begun = running;
    running = null;
    return begun == null ? fetch.get() : awaited(begun);
  }

  private T awaited(FutureTask<T> begun) {
    try {
      return begun.get();
    } catch (InterruptedException _) {
      begun.cancel(true);
      Thread.currentThread().interrupt();
      throw new CrmFailure.Transient(
          FailureCause.UNAVAILABLE, "The work was stopped while it waited for %s.".formatted(crm));
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failed);
      }
    }
  }

  @Override
  public void close() {
    var begun = running;
    running = null;
    if (begun != null) {
      begun.cancel(true);
    }
  }
}
