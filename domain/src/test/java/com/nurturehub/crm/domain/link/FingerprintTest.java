package com.nurturehub.crm.domain.link;

import static com.nurturehub.crm.domain.Person.ada;
import static com.nurturehub.crm.domain.Times.EIGHT;
import static com.nurturehub.crm.domain.Times.NINE;
import static com.nurturehub.crm.domain.Times.TEN;
import static com.nurturehub.crm.domain.contact.Channel.EMAIL;
import static com.nurturehub.crm.domain.contact.ConsentStatus.DENIED;
import static com.nurturehub.crm.domain.contact.ConsentStatus.GRANTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.Person;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.ContactCategory;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.contact.Signals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static Fingerprint of(Person person, Instant at) {
    return of(person, at, "a tag");
  }

  private static Fingerprint of(Person person, Instant at, String tag) {
    var shown = person.inCrm(at);
    return Fingerprint.of(
        new CrmContact(
            shown.id(),
            shown.details(),
            shown.consents(),
            at,
            false,
            Optional.of(tag),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void a_new_stamp_is_no_other_fingerprint() {
    assertThat(of(ada(), TEN)).isEqualTo(of(ada(), NINE));
  }

  @Test
  void a_new_tag_is_another_fingerprint_because_the_next_write_must_name_it() {
    assertThat(of(ada(), NINE, "another")).isNotEqualTo(of(ada(), NINE));
    assertThat(of(ada(), NINE, "another").showsSameDetailsAs(of(ada(), NINE))).isTrue();
  }

  @Test
  void lists_in_another_order_are_no_other_fingerprint() {
    var one = ada().at("a@x.org", "b@x.org").on("+441", "+442");
    var other = ada().at("b@x.org", "a@x.org").on("+442", "+441");

    assertThat(of(one, NINE)).isEqualTo(of(other, NINE));
  }

  @Test
  void whatever_is_compared_makes_another_fingerprint() {
    var others =
        List.of(
            ada(),
            ada().titled("Mrs"),
            ada().forenamed("Augusta"),
            ada().surnamed("King"),
            ada().at("x@x.org"),
            ada().at(),
            ada().on("+441"),
            ada().living("1 High St", "OX1"),
            ada().being(ContactCategory.BUYER),
            ada().saying(EMAIL, GRANTED, EIGHT),
            ada().saying(EMAIL, GRANTED, NINE),
            ada().saying(EMAIL, GRANTED),
            ada().saying(EMAIL, DENIED, EIGHT),
            ada().saying(Channel.POST, DENIED, EIGHT));

    assertThat(others.stream().map(person -> of(person, NINE))).doesNotHaveDuplicates();
    assertThat(Fingerprint.of(ada().archivedInCrm(NINE))).isNotEqualTo(of(ada(), NINE));
  }

  @Test
  void a_value_that_moved_to_the_next_field_makes_another_fingerprint() {
    assertThat(of(ada().titled("").forenamed("Ms"), NINE))
        .isNotEqualTo(of(ada().titled("Ms").forenamed(""), NINE));
  }

  @Test
  void an_undated_denial_makes_the_stamp_count_and_nothing_else_does() {
    assertThat(of(ada().saying(EMAIL, DENIED), NINE))
        .isNotEqualTo(of(ada().saying(EMAIL, DENIED), TEN));
    assertThat(of(ada().saying(EMAIL, GRANTED), NINE))
        .isEqualTo(of(ada().saying(EMAIL, GRANTED), TEN));
    assertThat(of(ada().saying(EMAIL, DENIED, EIGHT), NINE))
        .isEqualTo(of(ada().saying(EMAIL, DENIED, EIGHT), TEN));
  }

  @Test
  void it_tells_whether_the_details_are_the_same_whatever_else_is_not() {
    var fingerprint = of(ada(), NINE);

    assertThat(of(ada().saying(EMAIL, DENIED), TEN).showsSameDetailsAs(fingerprint)).isTrue();
    assertThat(of(ada().surnamed("King"), NINE).showsSameDetailsAs(fingerprint)).isFalse();
    assertThat(Fingerprint.NONE.showsSameDetailsAs(fingerprint)).isFalse();
    assertThat(Fingerprint.NONE.showsSameDetailsAs(Fingerprint.NONE)).isFalse();
  }

  @Test
  void scores_are_told_once_a_day_unless_somebody_became_hot_or_moved_to_another_status() {
    var told = new Told(NINE, false, ContactStatus.NEW);
    var drifted = Signals.NONE.with(new Signal.ScoreChanged(41, false, TEN));

    assertThat(told.earliest(drifted, TEN)).isEqualTo(NINE.plusSeconds(86_400));
    assertThat(told.earliest(drifted.with(new Signal.ScoreChanged(90, true, TEN)), TEN))
        .isEqualTo(TEN);
    assertThat(told.earliest(drifted.with(new Signal.StatusChanged(ContactStatus.HOT, TEN)), TEN))
        .isEqualTo(TEN);
    assertThat(Told.NOTHING.earliest(drifted, TEN)).isEqualTo(TEN);
  }
}
