package com.nurturehub.crm.domain.conflict;

import static com.nurturehub.crm.domain.Times.ELEVEN;
import static com.nurturehub.crm.domain.conflict.Known.agreed;
import static com.nurturehub.crm.domain.contact.Channel.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.AnyPeople;
import com.nurturehub.crm.domain.Person;
import com.nurturehub.crm.domain.Seeds;
import com.nurturehub.crm.domain.contact.Channel;
import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import com.nurturehub.crm.domain.link.CrmContact;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;

class ReconcilingPropertiesTest {

  /// Both sides agreed on somebody, and either may have edited since.
  private static Known anything(long seed) {
    var any = new AnyPeople(seed);
    var person = any.person();
    var known = agreed(person).crm(any.edited(person), any.time());
    return known.hub(known.ours().edited(any.edited(person).details(), any.time()));
  }

  @ParameterizedTest
  @Seeds(500)
  void the_same_versions_always_end_the_same(long seed) {
    assertThat(anything(seed).reconciled()).isEqualTo(anything(seed).reconciled());
  }

  @ParameterizedTest
  @Seeds(500)
  void reconciling_twice_is_reconciling_once(long seed) {
    var known = anything(seed);
    var once = known.reconciled();

    var twice = known.after(once).reconciled();

    assertThat(twice.contact()).isEqualTo(once.contact());
    assertThat(twice.link()).isEqualTo(once.link());
    assertThat(twice.owed()).isEqualTo(once.owed());
    assertThat(twice.conflict()).isEmpty();
  }

  @ParameterizedTest
  @Seeds(500)
  void when_what_is_owed_has_landed_both_sides_agree_and_nothing_follows(long seed) {
    var known = anything(seed);
    var decided = known.reconciled();
    var hub = decided.contact().details();
    var shown = known.theirs().details().take(decided.owed(), hub);
    var theirs =
        new CrmContact(
            known.theirs().id(),
            shown,
            Map.of(),
            ELEVEN,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var push =
        new WriteBack(
            hub, hub, decided.owed(), decided.contact().consents(), decided.consentOwed());
    var link = push.landed(decided.link(), Optional.of(theirs));

    var echo = known.after(decided).link(link).crm(theirs).reconciled();

    assertThat(shown.differencesFrom(hub)).isEmpty();
    assertThat(echo.contact()).isEqualTo(decided.contact());
    assertThat(echo.owesAnything()).isFalse();
    assertThat(echo.conflict()).isEmpty();
  }

  @ParameterizedTest
  @Seeds(500)
  void no_edit_is_ever_lost(long seed) {
    var known = anything(seed);
    var reconciled = known.reconciled();
    var base = known.link().base();

    var kept =
        Stream.concat(
                Stream.of(reconciled.contact().details()),
                reconciled.conflict().stream()
                    .flatMap(c -> Stream.of(c.hub().details(), c.crm().details())))
            .toList();

    for (var field : EnumSet.allOf(ContactField.class)) {
      if (isEdited(field, known.ours().details(), base.hub())) {
        assertThat(kept).anySatisfy(d -> assertSame(field, d, known.ours().details()));
      }
      if (isEdited(field, known.theirs().details(), base.crm())) {
        assertThat(kept).anySatisfy(d -> assertSame(field, d, known.theirs().details()));
      }
    }
  }

  private static boolean isEdited(ContactField field, ContactDetails now, ContactDetails before) {
    return now.differencesFrom(before).contains(field);
  }

  private static void assertSame(ContactField field, ContactDetails one, ContactDetails other) {
    assertThat(one.differencesFrom(other)).doesNotContain(field);
  }

  @ParameterizedTest
  @Seeds(500)
  void the_result_is_made_of_values_somebody_had(long seed) {
    var known = anything(seed);
    var result = known.reconciled().contact().details();
    var had = List.of(known.ours().details(), known.theirs().details(), known.link().base().hub());

    for (var field : ContactField.values()) {
      assertThat(had).anySatisfy(d -> assertSame(field, d, result));
    }
  }

  /// Three dated recordings, and the order in which the two CRMs are read.
  private static Consent standing(Person hub, Person one, Person other) {
    var base = new ConsentBase(Map.of(EMAIL, Pair.UNASKED), Instant.EPOCH, Instant.EPOCH);
    var contact = agreed(Person.ada()).hub(Person.ada(), ELEVEN).ours();
    var start = contact.with(hub.inHub(ELEVEN).consents());
    return read(base, other, read(base, one, start)).consents().on(EMAIL);
  }

  private static Contact read(ConsentBase base, Person shown, Contact contact) {
    var link = agreed(Person.ada()).link().with(base);
    return agreed(Person.ada()).hub(contact).link(link).crm(shown, ELEVEN).reconciled().contact();
  }

  @ParameterizedTest
  @Seeds(1_000)
  void the_same_consent_stands_whichever_crm_is_read_first(long seed) {
    var any = new AnyPeople(seed);
    var hub = any.saying(Person.ada());
    var one = any.saying(Person.ada());
    var other = any.saying(Person.ada());

    assertThat(standing(hub, one, other).status()).isEqualTo(standing(hub, other, one).status());
  }

  @ParameterizedTest
  @Seeds(1_000)
  void nobody_is_mailed_whose_last_word_was_a_denial(long seed) {
    var any = new AnyPeople(seed);
    var words =
        List.of(any.saying(Person.ada()), any.saying(Person.ada()), any.saying(Person.ada()));

    var stands = standing(words.get(0), words.get(1), words.get(2));

    if (stands.status() == ConsentStatus.GRANTED) {
      var lastDenial = last(words, ConsentStatus.DENIED);
      assertThat(lastDenial.isBefore(last(words, ConsentStatus.GRANTED))).isTrue();
    }
  }

  private static Instant last(List<Person> words, ConsentStatus status) {
    return words.stream()
        .map(word -> word.claims().get(Channel.EMAIL))
        .filter(claim -> claim != null && claim.status() == status)
        .flatMap(claim -> claim.recordedAt().stream())
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }
}
