package com.nurturehub.crm.domain.connection;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 299, 604_801})
  void an_interval_has_its_bounds(long seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ConnectionSettings(
                Duration.ofSeconds(seconds),
                PolicyChoice.LAST_WRITE_WINS,
                Set.of(),
                false,
                Map.of(),
                true,
                false,
                false));
  }
}
