package com.nurturehub.crm.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCauseTest {

  @ParameterizedTest
  @EnumSource
  void every_cause_says_in_sentences_what_to_do_and_what_is_at_risk(FailureCause cause) {
    assertThat(cause.remedy().todo()).endsWith(".");
    assertThat(cause.remedy().atRisk()).endsWith(".");
  }
}
