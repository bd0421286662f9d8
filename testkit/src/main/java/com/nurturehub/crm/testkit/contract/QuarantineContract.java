package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.Slice;
import com.nurturehub.crm.application.sync.Quarantine;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.sync.Quarantined;
import com.nurturehub.crm.domain.sync.SyncRunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every implementation of [Quarantine] promises.
public interface QuarantineContract {

  Slice.Request PLENTY = Slice.Request.first(50);

  Storage storage();

  private static Quarantined unreadable(String id, String reason) {
    return new Quarantined(Optional.of(id), reason, "{\"id\": \"%s\"}".formatted(id));
  }

  private static void put(Office office, SyncRunId run, Instant at, Quarantined... records) {
    office.run(() -> office.stores().quarantine().put(office.reapit(), run, List.of(records), at));
  }

  private static List<Quarantine.Entry> quarantined(Office office) {
    return office.get(() -> office.stores().quarantine().list(PLENTY)).items();
  }

  private static long count(Office office, ConnectionId connection) {
    return office.get(() -> office.stores().quarantine().count(connection));
  }

  @Test
  default void a_record_that_could_not_be_taken_is_found_as_it_was_put() {
    var office = Office.in(storage());
    var run = new SyncRunId(UUID.randomUUID());
    var record =
        new Quarantined(Optional.of("X1"), "a name \u0000 \uD800 of 10 MB", "\uD800{\u0000");

    put(office, run, NINE, record);

    var entry = quarantined(office).getFirst();
    assertThat(entry)
        .isEqualTo(new Quarantine.Entry(entry.id(), office.reapit(), run, record, NINE));
    assertThat(office.get(() -> office.stores().quarantine().find(entry.id()))).contains(entry);
    assertThat(count(office, office.reapit())).isEqualTo(1);
    assertThat(count(office, office.street())).isZero();
  }

  @Test
  default void a_record_that_fails_again_is_one_entry_brought_up_to_date() {
    var office = Office.in(storage());
    var second = new SyncRunId(UUID.randomUUID());
    put(office, new SyncRunId(UUID.randomUUID()), NINE, unreadable("X1", "no name"));

    put(office, second, TEN, unreadable("X1", "a bad date"));

    assertThat(quarantined(office)).hasSize(1);
    assertThat(quarantined(office).getFirst().quarantined().reason()).isEqualTo("a bad date");
    assertThat(quarantined(office).getFirst().run()).isEqualTo(second);
    assertThat(quarantined(office).getFirst().at()).isEqualTo(TEN);
  }

  @Test
  default void records_without_an_id_are_told_apart_by_what_was_sent() {
    var office = Office.in(storage());
    var run = new SyncRunId(UUID.randomUUID());
    var one = new Quarantined(Optional.empty(), "no id", "{\"a\": 1}");
    var other = new Quarantined(Optional.empty(), "no id", "{\"a\": 2}");

    put(office, run, NINE, one, other);
    put(office, run, TEN, one);

    assertThat(quarantined(office)).hasSize(2);
  }

  @Test
  default void what_could_be_taken_after_all_is_released() {
    var office = Office.in(storage());
    var run = new SyncRunId(UUID.randomUUID());
    put(office, run, NINE, unreadable("X1", ""), unreadable("X2", ""));

    office.run(() ->
        office
            .stores()
            .quarantine()
            .release(office.reapit(), List.of(new ExternalId("X1"), new ExternalId("Z9"))));

    assertThat(quarantined(office))
        .extracting(entry -> entry.quarantined().externalId())
        .containsExactly(Optional.of("X2"));
  }

  @Test
  default void another_agencys_records_are_not_seen() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();

    put(office, new SyncRunId(UUID.randomUUID()), NINE, unreadable("X1", ""));

    assertThat(quarantined(neighbour)).isEmpty();
    assertThat(count(neighbour, office.reapit())).isZero();
  }
}
