package com.nurturehub.crm.domain.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class InSyncTest {

  @Test
  void a_hundred_percent_means_everybody() {
    assertThat(new InSync(200_000, 200_000).percent()).hasValue(100);
    assertThat(new InSync(199_999, 200_000).percent()).hasValue(99);
  }

  @Test
  void where_nobody_is_in_sync_it_is_none() {
    assertThat(new InSync(0, 3).percent()).hasValue(0);
  }

  @Test
  void of_nobody_there_is_no_share() {
    assertThat(new InSync(0, 0).percent()).isEmpty();
  }

  @Test
  void no_more_than_all_are_in_sync() {
    assertThatIllegalArgumentException().isThrownBy(() -> new InSync(4, 3));
  }
}
