package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Person.grace;
import static com.nurturehub.crm.testkit.Times.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.EmailAddress;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.testkit.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every implementation of [com.nurturehub.crm.application.contact.Tombstones] promises.
public interface TombstonesContract {

  Storage storage();

  /// Ada was erased, who was known at Reapit.
  private Office mourning() {
    var office = Office.in(storage());
    bury(office);
    return office;
  }

  private static void bury(Office office) {
    office.run(() ->
        office
            .stores()
            .tombstones()
            .bury(Map.of(CrmProvider.REAPIT, ada().externalId()), ada().details().emails()));
  }

  private static Set<ExternalId> among(Office office, CrmProvider provider, Person... shown) {
    return office.get(() ->
        office
            .stores()
            .tombstones()
            .among(provider, Arrays.stream(shown).map(person -> person.inCrm(NINE)).toList()));
  }

  @Test
  default void who_was_erased_is_known_by_the_record() {
    var office = mourning();

    assertThat(among(office, CrmProvider.REAPIT, ada().at("new@x.org"), grace()))
        .containsExactly(ada().externalId());
  }

  @Test
  default void who_was_erased_is_known_by_an_e_mail_address() {
    var office = mourning();
    var elsewhere = ada().forenamed("Zoe").at("x@x.org", "ADA@example.com");

    assertThat(among(office, CrmProvider.STREET, elsewhere, grace()))
        .containsExactly(elsewhere.externalId());
    assertThat(
            office.get(() ->
                office
                    .stores()
                    .tombstones()
                    .among(
                        List.of(new EmailAddress("ada@example.com"), new EmailAddress("x@x.org")))))
        .containsExactly(new EmailAddress("ada@example.com"));
  }

  @Test
  default void who_was_erased_is_known_by_our_reference_on_a_record_nobody_knew_of() {
    var office = Office.in(storage());
    var erased = ada().id();
    office.run(() -> office.stores().tombstones().bury(erased));
    var made = grace().inCrmFor(erased, NINE);
    var others = ada().inCrmFor(grace().id(), NINE);

    assertThat(
            office.get(() ->
                office.stores().tombstones().among(CrmProvider.REAPIT, List.of(made, others))))
        .containsExactly(made.id());
  }

  @Test
  default void the_same_external_id_at_another_crm_is_somebody_else() {
    var office = mourning();

    assertThat(among(office, CrmProvider.STREET, ada().at("new@x.org"))).isEmpty();
  }

  @Test
  default void burying_twice_does_no_harm() {
    var office = mourning();

    bury(office);

    assertThat(among(office, CrmProvider.REAPIT, ada())).containsExactly(ada().externalId());
  }

  @Test
  default void nobody_is_found_where_nobody_was_erased() {
    var office = Office.in(storage());

    assertThat(among(office, CrmProvider.REAPIT, ada(), grace())).isEmpty();
    assertThat(among(office, CrmProvider.REAPIT)).isEmpty();
  }

  @Test
  default void another_agency_may_know_the_same_person() {
    var office = mourning();

    assertThat(among(office.neighbour(), CrmProvider.REAPIT, ada())).isEmpty();
  }
}
