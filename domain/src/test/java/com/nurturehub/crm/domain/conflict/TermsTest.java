package com.nurturehub.crm.domain.conflict;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.SEVEN;
import static com.nurturehub.crm.domain.Times.TEN;
import static com.nurturehub.crm.domain.contact.ContactField.SURNAME;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Crm;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.AccountIdentity;
import com.nurturehub.crm.domain.connection.Connection;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.ConnectionSettings;
import com.nurturehub.crm.domain.connection.ConnectionState;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.PolicyChoice;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.Side;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {

  @ParameterizedTest
  @CsvSource({
    "LAST_WRITE_WINS, CRM",
    "FIELD_OWNERSHIP, HUB",
  })
  void each_connection_follows_the_policy_its_agency_chose(PolicyChoice policy, Side winner) {
    var terms = termsOf(policy, Set.of(SURNAME));

    assertThat(terms.policy().resolve(surnamesDiffer()).winner()).isEqualTo(winner);
    assertThat(terms.policyName()).isEqualTo(policy);
  }

  @Test
  void a_field_nobody_gave_to_nurturehub_belongs_to_the_crm() {
    var terms = termsOf(PolicyChoice.FIELD_OWNERSHIP, Set.of());

    assertThat(terms.policy().resolve(surnamesDiffer()).winner()).isEqualTo(Side.CRM);
  }

  private static Dispute surnamesDiffer() {
    return new Dispute(
        ada().surnamed("King").inHub(NINE).asVersion(),
        ada().surnamed("Lovelace").inCrm(TEN).asVersion(),
        Set.of(SURNAME));
  }

  private static Terms termsOf(PolicyChoice policy, Set<ContactField> hubOwns) {
    var defaults = ConnectionSettings.DEFAULT;
    var chosen =
        new ConnectionSettings(
            defaults.interval(), policy, hubOwns, false, Map.of(), true, false, false);
    var connection =
        new Connection(
            new ConnectionId(new UUID(0, 1)),
            new AgencyId("acme"),
            CrmProvider.REAPIT,
            new AccountIdentity("SBOX"),
            ConnectionState.ACTIVE,
            chosen,
            Duration.ZERO,
            SEVEN,
            Optional.empty());
    return Terms.of(connection, Crm.able().capabilities(), SEVEN, TEN, TEN);
  }
}
