package com.nurturehub.crm.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every implementation of [com.nurturehub.crm.application.connection.CredentialVault]
/// promises.
public interface CredentialVaultContract {

  Storage storage();

  private static void keep(Office office, CrmProvider provider, Map<String, Secret> secrets) {
    office.run(() -> office.stores().vault().keep(provider, secrets));
  }

  private static Map<String, Secret> find(Office office, CrmProvider provider) {
    return office.get(() -> office.stores().vault().find(provider));
  }

  @Test
  default void credentials_are_found_as_they_were_kept() {
    var office = Office.in(storage());
    var typed = Map.of("key", Secret.of("päss\u0000wörd"), "empty", Secret.of(""));

    keep(office, CrmProvider.STREET, typed);

    assertThat(find(office, CrmProvider.STREET)).isEqualTo(typed);
  }

  @Test
  default void keeping_adds_and_replaces_by_name() {
    var office = Office.in(storage());
    keep(office, CrmProvider.STREET, Map.of("a", Secret.of("1"), "b", Secret.of("2")));

    keep(office, CrmProvider.STREET, Map.of("b", Secret.of("3"), "c", Secret.of("4")));

    assertThat(find(office, CrmProvider.STREET))
        .isEqualTo(Map.of("a", Secret.of("1"), "b", Secret.of("3"), "c", Secret.of("4")));
  }

  @Test
  default void what_was_forgotten_is_gone_and_the_rest_stays() {
    var office = Office.in(storage());
    keep(office, CrmProvider.STREET, Map.of("a", Secret.of("1")));
    keep(office, CrmProvider.LOOP, Map.of("a", Secret.of("2")));

    office.run(() -> office.stores().vault().forget(CrmProvider.STREET));

    assertThat(find(office, CrmProvider.STREET)).isEmpty();
    assertThat(find(office, CrmProvider.LOOP)).isEqualTo(Map.of("a", Secret.of("2")));
  }

  @Test
  default void another_agencys_credentials_are_neither_seen_nor_touched() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    keep(office, CrmProvider.STREET, Map.of("a", Secret.of("1")));

    assertThat(find(neighbour, CrmProvider.STREET)).isEmpty();
    keep(neighbour, CrmProvider.STREET, Map.of("a", Secret.of("2")));
    neighbour.run(() -> neighbour.stores().vault().forget(CrmProvider.STREET));

    assertThat(find(office, CrmProvider.STREET)).isEqualTo(Map.of("a", Secret.of("1")));
  }
}
