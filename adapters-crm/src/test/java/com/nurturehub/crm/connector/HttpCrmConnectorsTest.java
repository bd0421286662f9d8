package com.nurturehub.crm.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.connector.http.CrmRegistration;
import com.nurturehub.crm.connector.reapit.ReapitSettings;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Guard;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.testkit.Agencies;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpCrmConnectorsTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final HttpCrmConnectors crms =
      connectors(ReapitSettings.of(NOWHERE, NOWHERE, "client", Secret.of("secret")));

  @Test
  void reapit_is_offered_with_what_it_can_do() {
    var offer = crms.offer(CrmProvider.REAPIT).orElseThrow();

    assertThat(offer.fields()).singleElement().matches(field -> !field.secret());
    assertThat(offer.help()).contains("AppMarket");
    assertThat(offer.capabilities().guard()).isEqualTo(Guard.VERSION_TAG);
    assertThat(offer.capabilities().writable()).containsExactlyInAnyOrder(ContactField.values());
    assertThat(offer.capabilities().limits().perSecond()).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource(
      value = CrmProvider.class,
      names = {"ALTO", "STREET", "LOOP"})
  void a_crm_that_is_not_set_up_is_not_offered(CrmProvider provider) {
    assertThat(crms.offer(provider)).isEmpty();
    assertThatThrownBy(() -> crms.claiming(provider, Map.of()))
        .isInstanceOf(CrmFailure.Persistent.class);
    assertThatThrownBy(() -> crms.connectTo(Agencies.connected(Agencies.acme(), provider)))
        .isInstanceOf(CrmFailure.Persistent.class);
  }

  @Test
  void without_a_registration_there_is_no_reapit() {
    var none = connectors();

    assertThat(none.offer(CrmProvider.REAPIT)).isEmpty();
    assertThatThrownBy(() -> none.claiming(CrmProvider.REAPIT, Map.of()))
        .isInstanceOf(CrmFailure.Persistent.class);
  }

  @Test
  void a_crm_that_cannot_be_reached_is_worth_another_try() {
    var connector = crms.connectTo(Agencies.connected(Agencies.acme(), CrmProvider.REAPIT));

    assertThatThrownBy(connector::authenticate)
        .isInstanceOf(CrmFailure.Transient.class)
        .hasMessage("Reapit could not be reached.");
  }

  private static HttpCrmConnectors connectors(CrmRegistration... registrations) {
    return new HttpCrmConnectors(List.of(registrations), Worlds.with(_ -> {}), new Random(1));
  }
}
