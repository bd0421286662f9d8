package com.nurturehub.crm.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {

  @Test
  void a_secret_never_prints() {
    var secret = Secret.of("hunter2");

    assertThat(secret).hasToString("*****");
    assertThat(String.valueOf(Map.of("key", secret))).doesNotContain("hunter2");
    assertThat(secret.reveal()).isEqualTo("hunter2");
    assertThat(secret).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
  }
}
