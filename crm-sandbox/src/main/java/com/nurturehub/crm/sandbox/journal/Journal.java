package com.nurturehub.crm.sandbox.journal;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Headers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What one CRM was told.
public final class Journal {

  private static final List<String> HEADERS_KEPT =
      List.of("accept", "content-type", "if-match", "user-agent");

  /// A call that has arrived and is not answered yet.
  public final class Visit {

    private final long number;
    private final String operation;
    private final String customer;
    private final Call call;
    private final int inFlight;
    private final boolean confidential;

    private Visit(
        long number,
        String operation,
        String customer,
        Call call,
        int inFlight,
        boolean confidential) {
      this.number = number;
      this.operation = operation;
      this.customer = customer;
      this.call = call;
      this.inFlight = inFlight;
      this.confidential = confidential;
    }

    public long number() {
      return number;
    }

    /// Ends the visit. To be called exactly once.
    public void answered(int status, List<String> harms, Instant now) {
      keep(
          new Told(
              number,
              operation,
              customer,
              call.method(),
              call.path(),
              confidential ? "" : call.rawQuery(),
              harmless(call.headers()),
              confidential || !call.isWrite() ? "" : call.body().text(),
              call.at(),
              now,
              inFlight,
              status,
              harms),
          call.isWrite() && !confidential);
    }
  }

  private final int readsKept;
  private final List<String> headersKept;
  private final Counters counters = new Counters();
  private final Deque<Told> reads = new ArrayDeque<>();
  private final List<Told> writes = new ArrayList<>();
  private final Map<String, List<String>> createdByReference = new LinkedHashMap<>();
  private final List<OptOut> optOuts = new ArrayList<>();
  private long arrived;

  /// Somebody told the CRM that this person wants no marketing.
  public record OptOut(String customer, String contact, Instant at) {}

  /// @param ownHeaders the CRM's own headers that are worth keeping and carry no secret
  public Journal(int readsKept, List<String> ownHeaders) {
    this.readsKept = readsKept;
    this.headersKept = Stream.concat(HEADERS_KEPT.stream(), ownHeaders.stream()).toList();
  }

  /// @param confidential whether the call carries credentials, so that its query and body are not
  ///   kept
  public synchronized Visit arrive(
      String operation, String customer, Call call, boolean confidential) {
    arrived++;
    var inFlight = counters.arrived(customer, call.at());
    return new Visit(arrived, operation, customer, call, inFlight, confidential);
  }

  /// A contact was created with this reference of the caller's own.
  public synchronized void created(String customer, String reference, String contact) {
    createdByReference
        .computeIfAbsent(customer + "/" + reference, _ -> new ArrayList<>())
        .add(contact);
  }

  public synchronized void optedOut(String customer, String contact, Instant at) {
    optOuts.add(new OptOut(customer, contact, at));
  }

  /// What was told and fits, in the order of arrival; of many, the last `limit`.
  public synchronized List<Told> find(Predicate<Told> fits, int limit) {
    var found =
        Stream.concat(reads.stream(), writes.stream())
            .filter(fits)
            .sorted(Comparator.comparingLong(Told::number))
            .toList();
    return found.subList(Math.max(0, found.size() - limit), found.size());
  }

  public synchronized List<Told> writes() {
    return List.copyOf(writes);
  }

  public synchronized Counts counts() {
    return counters.now();
  }

  /// The ids of the contacts created, by `customer/reference`. More than one id is a duplicate.
  public synchronized Map<String, List<String>> createdByReference() {
    var copy = new LinkedHashMap<String, List<String>>();
    createdByReference.forEach((reference, ids) -> copy.put(reference, List.copyOf(ids)));
    return copy;
  }

  public synchronized List<OptOut> optOuts() {
    return List.copyOf(optOuts);
  }

  /// Starts afresh. Calls under way are still counted as such.
  public synchronized void clear() {
    reads.clear();
    writes.clear();
    createdByReference.clear();
    optOuts.clear();
    counters.clear();
  }

  private synchronized void keep(Told told, boolean write) {
    counters.answered(told.operation(), told.customer(), told.status());
    if (write) {
      writes.add(told);
      return;
    }
    if (reads.size() == readsKept) {
      reads.removeFirst();
    }
    reads.addLast(told);
  }

  private Map<String, String> harmless(Headers headers) {
    var kept = new LinkedHashMap<String, String>();
    for (var name : headersKept) {
      headers.find(name).ifPresent(value -> kept.put(name, value));
    }
    headers
        .find("authorization")
        .ifPresent(value -> kept.put("authorization", value.split(" ", 2)[0]));
    return kept;
  }
}
