package com.nurturehub.crm.domain.conflict;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.TEN;
import static com.nurturehub.crm.domain.contact.ContactField.EMAILS;
import static com.nurturehub.crm.domain.contact.ContactField.SURNAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ContactVersion;
import com.nurturehub.crm.domain.contact.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastWriteWinsTest {

  private final ConflictPolicy policy = ConflictPolicy.lastWriteWins();

  private static Dispute dispute(Instant hubAt, Instant crmAt, ContactField... differing) {
    return new Dispute(
        new ContactVersion(Side.HUB, ada().surnamed("King").details(), hubAt),
        new ContactVersion(Side.CRM, ada().surnamed("Lovelace").details(), crmAt),
        Set.of(differing));
  }

  @Test
  void the_later_write_wins() {
    assertThat(policy.resolve(dispute(TEN, NINE, SURNAME)).winner()).isEqualTo(Side.HUB);
    assertThat(policy.resolve(dispute(NINE, TEN, SURNAME)).winner()).isEqualTo(Side.CRM);
  }

  @Test
  void the_winner_keeps_every_differing_field() {
    assertThat(policy.resolve(dispute(TEN, NINE, SURNAME, EMAILS)).toHub())
        .containsExactlyInAnyOrder(SURNAME, EMAILS);
  }

  @Test
  void a_tie_goes_to_the_crm_and_the_reason_says_so() {
    var resolution = policy.resolve(dispute(TEN, TEN, SURNAME));

    assertThat(resolution.winner()).isEqualTo(Side.CRM);
    assertThat(resolution.reason()).contains("tie");
  }

  @Test
  void times_are_compared_at_the_coarser_precision_of_the_two() {
    var second = Instant.parse("2026-03-02T10:00:00Z");
    var milli = Instant.parse("2026-03-02T10:00:00.250Z");

    assertThat(policy.resolve(dispute(second.plusMillis(900), second, SURNAME)).winner())
        .isEqualTo(Side.CRM);
    assertThat(policy.resolve(dispute(milli.plusNanos(900_000), milli, SURNAME)).winner())
        .isEqualTo(Side.CRM);
    assertThat(policy.resolve(dispute(second.plusMillis(1_100), second, SURNAME)).winner())
        .isEqualTo(Side.HUB);
  }

  @Test
  void a_field_may_belong_to_one_side_for_good() {
    var owned = ConflictPolicy.fieldOwnership(Map.of(SURNAME, Side.HUB));

    var resolution = owned.resolve(dispute(NINE, TEN, SURNAME, EMAILS));

    assertThat(resolution.toHub()).containsExactly(SURNAME);
    assertThat(resolution.toCrm()).containsExactly(EMAILS);
  }

  @Test
  void where_each_field_has_an_owner_each_side_gets_its_own() {
    var owned = ConflictPolicy.fieldOwnership(Map.of(SURNAME, Side.HUB));
    var known =
        Known.agreed(ada())
            .with(owned, Duration.ZERO)
            .hub(ada().surnamed("King"), NINE)
            .crm(ada().at("new@example.com"), TEN);

    var reconciled = known.reconciled();

    assertThat(reconciled.contact().details())
        .isEqualTo(ada().surnamed("King").at("new@example.com").details());
    assertThat(reconciled.owed()).containsExactly(SURNAME);
  }
}
