package com.nurturehub.crm.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrmHostsTest {

  private final CrmHosts hosts = CrmHosts.of(URI.create("https://crm.example/api"));

  @ParameterizedTest
  @CsvSource({
    "https://crm.example/api/contacts, true",
    "https://crm.example/api,          true",
    "https://crm.example/apiary,       false",
    "https://crm.example/other,        false",
    "http://crm.example/api/contacts,  false",
    "https://crm.example:8443/api/,    false",
    "https://evil.example/api/,        false",
    "https://crm.example@evil/api/,    false",
    "https://a@crm.example/api/,       false",
    "https://crm.example/api/../x,     false",
  })
  void nothing_is_called_but_the_base_and_what_is_under_it(URI uri, boolean allowed) {
    assertThat(hosts.allow(uri)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8090",
        "http://127.0.0.1:1/x",
        "http://[::1]:2",
        "http://127.9.9.9"
      })
  void this_machine_may_be_called_without_tls(URI uri) {
    assertThat(CrmHosts.isLoopback(uri)).isTrue();
    assertThat(CrmHosts.of(uri).privateNetwork()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1.example",
        "https://localhost.example",
        "https://10.0.0.1",
        "https://[::2]"
      })
  void no_other_machine_is_this_one_whatever_it_is_called(URI uri) {
    assertThat(CrmHosts.isLoopback(uri)).isFalse();
    assertThat(CrmHosts.of(uri).privateNetwork()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://crm.example", "ftp://crm.example", "https://a@crm.example", "mailto:a@b"})
  void a_crm_is_called_by_https(URI uri) {
    assertThatIllegalArgumentException().isThrownBy(() -> CrmHosts.of(uri));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,       true",
    "10.1.2.3,        true",
    "172.16.0.1,      true",
    "192.168.1.1,     true",
    "169.254.169.254, true",
    "100.64.0.1,      true",
    "0.0.0.0,         true",
    "224.0.0.1,       true",
    "::1,             true",
    "fe80::1,         true",
    "fd00::1,         true",
    "18.133.192.77,   false",
    "100.128.0.1,     false",
    "2a05:d01c::1,    false",
  })
  void private_addresses_are_known(String address, boolean isPrivate) {
    assertThat(PublicAddresses.isPrivate(InetAddress.ofLiteral(address))).isEqualTo(isPrivate);
  }

  @Test
  void a_name_that_leads_into_a_private_network_leads_nowhere() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new PublicAddresses().resolve("localhost"))
        .isInstanceOf(java.net.UnknownHostException.class);
  }
}
