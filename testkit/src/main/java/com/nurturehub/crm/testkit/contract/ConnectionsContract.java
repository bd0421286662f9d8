package com.nurturehub.crm.testkit.contract;

import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.application.connection.Connections.Owner;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.contact.ContactField;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every implementation of [Connections] promises.
public interface ConnectionsContract {

  Storage storage();

  private static AccountIdentity account() {
    return new AccountIdentity("account-" + UUID.randomUUID());
  }

  private static Connection connected(Office office, AccountIdentity account, Instant at) {
    return new Connection(
        new ConnectionId(UUID.randomUUID()),
        office.agency(),
        CrmProvider.ALTO,
        account,
        ConnectionState.ACTIVE,
        ConnectionSettings.DEFAULT,
        Duration.ZERO,
        at,
        Optional.empty());
  }

  private static void keep(Office office, Connection connection) {
    office.run(() -> office.stores().connections().keep(connection));
  }

  private static Optional<Connection> ofAlto(Office office) {
    return office.get(() -> office.stores().connections().of(CrmProvider.ALTO));
  }

  @Test
  default void a_connection_is_found_as_it_was_kept() {
    var office = Office.in(storage());
    var connection =
        connected(office, account(), NINE)
            .in(ConnectionState.SUSPENDED)
            .with(
                new ConnectionSettings(
                    Duration.ofMinutes(5),
                    PolicyChoice.FIELD_OWNERSHIP,
                    Set.of(ContactField.SURNAME, ContactField.EMAILS),
                    true,
                    Map.of("officeId", "OXF", "negotiatorId", "\"x\""),
                    false,
                    true,
                    true))
            .measured(Duration.ofMillis(-7_250))
            .synced(TEN);

    keep(office, connection);

    assertThat(office.get(() -> office.stores().connections().find(connection.id())))
        .contains(connection);
    assertThat(ofAlto(office)).contains(connection);
    assertThat(
            office.get(
                () -> office.stores().connections().of(CrmProvider.ALTO, connection.account())))
        .contains(connection);
  }

  @Test
  default void keeping_again_replaces() {
    var office = Office.in(storage());
    var connection = connected(office, account(), NINE);
    keep(office, connection);

    keep(office, connection.in(ConnectionState.SUSPENDED));

    assertThat(ofAlto(office)).contains(connection.in(ConnectionState.SUSPENDED));
  }

  @Test
  default void a_crm_that_was_never_connected_has_no_connection() {
    var office = Office.in(storage());

    assertThat(ofAlto(office)).isEmpty();
    assertThat(office.get(() -> office.stores().connections().of(CrmProvider.ALTO, account())))
        .isEmpty();
  }

  @Test
  default void at_most_one_connection_to_a_crm_is_not_disconnected() {
    var office = Office.in(storage());
    keep(office, connected(office, account(), NINE));

    assertThatThrownBy(() -> keep(office, connected(office, account(), TEN)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void the_connection_that_works_is_found_before_one_disconnected_since() {
    var office = Office.in(storage());
    var old = connected(office, account(), TEN).in(ConnectionState.DISCONNECTED);
    var current = connected(office, account(), NINE);
    keep(office, old);
    keep(office, current);

    assertThat(ofAlto(office)).contains(current);
    assertThat(office.get(() -> office.stores().connections().of(CrmProvider.ALTO, old.account())))
        .contains(old);
  }

  @Test
  default void of_several_that_are_disconnected_the_last_is_found() {
    var office = Office.in(storage());
    var older = connected(office, account(), NINE);
    var newer = connected(office, account(), TEN);
    keep(office, older);
    keep(office, older.in(ConnectionState.DISCONNECTED));
    keep(office, newer);
    keep(office, newer.in(ConnectionState.DISCONNECTED));

    assertThat(ofAlto(office)).contains(newer.in(ConnectionState.DISCONNECTED));
  }

  @Test
  default void all_are_in_the_order_of_the_providers_one_each() {
    var office = Office.in(storage());
    keep(office, connected(office, account(), NINE).in(ConnectionState.DISCONNECTED));
    keep(office, connected(office, account(), TEN));

    assertThat(office.get(() -> office.stores().connections().all()))
        .extracting(Connection::provider)
        .containsExactly(CrmProvider.REAPIT, CrmProvider.ALTO, CrmProvider.STREET);
  }

  @Test
  default void an_account_belongs_to_one_agency() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    var account = account();

    assertThat(claim(office, account)).isTrue();
    assertThat(claim(office, account)).isTrue();
    assertThat(claim(neighbour, account)).isFalse();
    assertThat(claim(neighbour, account())).isTrue();
  }

  private static boolean claim(Office office, AccountIdentity account) {
    return office.get(() -> office.stores().connections().claim(CrmProvider.ALTO, account));
  }

  @Test
  default void the_same_name_at_another_crm_is_another_account() {
    var office = Office.in(storage());
    var account = account();
    claim(office, account);

    assertThat(
            office
                .neighbour()
                .<Boolean>get(() -> office.stores().connections().claim(CrmProvider.LOOP, account)))
        .isTrue();
  }

  @Test
  default void an_account_that_was_let_go_of_may_be_claimed_by_another_agency() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    var account = account();
    claim(office, account);

    office.run(() -> office.stores().connections().release(CrmProvider.ALTO, account));

    assertThat(claim(neighbour, account)).isTrue();
  }

  @Test
  default void nobody_lets_go_of_another_agencys_account() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();
    var account = account();
    claim(office, account);

    neighbour.run(() -> neighbour.stores().connections().release(CrmProvider.ALTO, account));

    assertThat(claim(neighbour, account)).isFalse();
  }

  @Test
  default void whose_account_it_is_is_known_before_any_agency_is() {
    var office = Office.in(storage());
    var account = account();
    claim(office, account);

    assertThat(storage().stores().connections().ownerOf(CrmProvider.ALTO, account))
        .contains(new Owner(office.agency(), CrmProvider.ALTO));
    assertThat(storage().stores().connections().ownerOf(CrmProvider.ALTO, account())).isEmpty();
  }

  @Test
  default void another_agencys_connections_are_neither_seen_nor_touched() {
    var office = Office.in(storage());
    var neighbour = office.neighbour();

    assertThat(neighbour.get(() -> neighbour.stores().connections().find(office.reapit())))
        .isEmpty();
    assertThatThrownBy(() -> keep(neighbour, office.connection().in(ConnectionState.DISCONNECTED)))
        .isInstanceOf(RuntimeException.class);

    assertThat(office.get(() -> office.stores().connections().find(office.reapit())))
        .contains(office.connection());
  }
}
