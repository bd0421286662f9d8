package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.grpc.BindableService;
import io.grpc.Status;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every gRPC method the server has, called in another agency's name, and in the caller's own name
/// with another agency's ids. The methods come from the server, so one that is added is called as
/// well.
class AgenciesApartOverGrpcTest {

  private static final TheService SERVICE = TheService.running();

  private static Furnished victim;

  @BeforeAll
  static void an_agency_with_something_of_everything() {
    victim = Furnished.in(SERVICE, "apart-victim-grpc");
  }

  static Stream<Arguments> methods() {
    return Calling.methodsOf(SERVICE.parts(BindableService.class)).stream()
        .map(method -> argumentSet(method.toString(), method));
  }

  static Stream<Arguments> methodsOnOneThing() {
    return Calling.methodsOf(SERVICE.parts(BindableService.class)).stream()
        .filter(Calling::takesId)
        .map(method -> argumentSet(method.toString(), method));
  }

  @Test
  void methods_are_found() {
    assertThat(methods()).hasSizeGreaterThan(15);
    assertThat(methodsOnOneThing()).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nobody_acts_in_another_agencys_name(Calling method) {
    var before = victim.rows();
    var intruder = SERVICE.office("apart-intruder-grpc");

    var answer =
        method.call(
            intruder.authenticated(), method.request(victim.name(), victim.contact().toString()));

    assertThat(answer.isNotPermitted()).as(answer.toString()).isTrue();
    assertThat(victim.rows()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nobody_reaches_another_agencys_things_in_their_own_name(Calling method) {
    var before = victim.rows();
    var intruder = Furnished.in(SERVICE, "grpc-intruder-" + method.method().getName());

    var answer =
        method.call(
            intruder.office().authenticated(),
            method.request(intruder.name(), victim.contact().toString()));

    assertThat(answer.toString().replace(victim.contact().toString(), ""))
        .doesNotContain(victim.name());
    assertThat(victim.rows()).isEqualTo(before);
  }

  /// What is answered about somebody unknown to the caller and about somebody known, with the
  /// latter called by another id: if both were alike, the other tests would prove nothing.
  @ParameterizedTest
  @MethodSource("methodsOnOneThing")
  void its_own_agency_is_answered_otherwise(Calling method) {
    var owner = Furnished.in(SERVICE, "grpc-owner-" + method.method().getName());
    var stranger = Furnished.in(SERVICE, "grpc-stranger-" + method.method().getName());
    var id = owner.contact().toString();

    var toStranger =
        method.call(stranger.office().authenticated(), method.request(stranger.name(), id));
    var toOwner = method.call(owner.office().authenticated(), method.request(owner.name(), id));

    assertThat(toOwner.status()).isEqualTo(Status.Code.OK);
    assertThat(toOwner.message()).isNotEqualTo(toStranger.message());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nobody_gets_in_without_a_token_for_us(Calling method) {
    var issuer = SERVICE.issuer();
    var tokens =
        new TreeMap<>(
            Map.of(
                "none", "",
                "expired", issuer.expiredTokenFor(victim.name()),
                "signed by another", issuer.forgedTokenFor(victim.name()),
                "for another audience", issuer.token("another-service", victim.name()),
                "endless", issuer.endlessTokenFor(victim.name())));

    for (var token : tokens.entrySet()) {
      var answer =
          method.call(
              SERVICE.office(victim.name(), token.getValue()).authenticated(),
              method.request(victim.name(), victim.contact().toString()));

      assertThat(answer.status()).as(token.getKey()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
  }
}
