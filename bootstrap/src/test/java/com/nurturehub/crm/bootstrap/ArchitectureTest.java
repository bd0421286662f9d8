package com.nurturehub.crm.bootstrap;

import static com.nurturehub.crm.bootstrap.ArchitectureRules.API;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.APPLICATION;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.BASE;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.BOOTSTRAP;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.CONNECTOR;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.CONNECTOR_HTTP;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.DOMAIN;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.INNGEST;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.PERSISTENCE;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.SCHEDULING;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Is the map still true?
class ArchitectureTest {

  private static final List<String> NAMED =
      List.of(
          DOMAIN,
          APPLICATION,
          CONNECTOR,
          CONNECTOR_HTTP,
          PERSISTENCE,
          SCHEDULING,
          INNGEST,
          API,
          BOOTSTRAP);

  /// Named by a rule, but not written yet. An entry leaves when its first class arrives.
  private static final Set<String> PENDING = Set.of();

  /// What runs in production and was written by us.
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(outside("/com/nurturehub/crm/testkit/"))
          .withImportOption(outside("/com/nurturehub/crm/sandbox/"))
          .withImportOption(outside("/com/nurturehub/crm/v1/"))
          .withImportOption(outside("/com/nurturehub/crm/persistence/generated/"))
          .importPackages(BASE);

  @Test
  void the_domain_depends_only_on_itself_and_java() {
    check(ArchitectureRules.theDomainDependsOnlyOnItselfAndJava());
  }

  @Test
  void the_application_depends_only_on_the_domain() {
    check(ArchitectureRules.theApplicationDependsOnlyOnTheDomain());
  }

  @Test
  void the_application_shows_what_and_never_how() {
    check(ArchitectureRules.theApplicationShowsWhatAndNeverHow());
  }

  @Test
  void what_the_domain_says_cannot_change() {
    check(ArchitectureRules.whatTheDomainSaysCannotChange());
  }

  @Test
  void time_and_chance_are_inputs() {
    check(ArchitectureRules.timeAndChanceAreInputs());
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECTOR, PERSISTENCE, SCHEDULING})
  void adapters_do_not_know_each_other(String adapter) {
    check(ArchitectureRules.adaptersDoNotKnowEachOther(adapter), adapter);
  }

  @Test
  void the_api_knows_the_contract_and_the_use_cases() {
    check(ArchitectureRules.theApiKnowsTheContractAndTheUseCases(), API);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reapit", "alto", "street", "loop"})
  void crms_do_not_know_each_other(String crm) {
    check(ArchitectureRules.crmsDoNotKnowEachOther(crm), BASE + ".connector." + crm + "..");
  }

  @Test
  void every_crm_has_the_same_shape() {
    check(ArchitectureRules.everyCrmHasTheSameShape(), CONNECTOR);
  }

  @Test
  void only_a_verifier_makes_a_verified_delivery() {
    check(ArchitectureRules.onlyAVerifierMakesAVerifiedDelivery(), CONNECTOR);
  }

  @Test
  void endpoints_go_through_use_cases() {
    check(ArchitectureRules.endpointsGoThroughUseCases(), API);
  }

  @Test
  void nobody_asks_a_crm_for_its_name() {
    check(ArchitectureRules.nobodyAsksACrmForItsName());
  }

  @Test
  void jooq_stays_in_persistence() {
    check(ArchitectureRules.jooqStaysInPersistence(), PERSISTENCE);
  }

  @Test
  void grpc_stays_in_the_api() {
    check(ArchitectureRules.grpcStaysInTheApi(), API);
  }

  @Test
  void graphql_stays_in_the_api() {
    check(ArchitectureRules.graphqlStaysInTheApi(), API);
  }

  @Test
  void http_clients_stay_with_those_who_call_out() {
    check(ArchitectureRules.httpClientsStayWithThoseWhoCallOut(), CONNECTOR, INNGEST);
  }

  @Test
  void only_bootstrap_knows_the_sandbox() {
    check(ArchitectureRules.onlyBootstrapKnowsTheSandbox());
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "application", "connector", "persistence", "scheduling", "api"})
  void a_capability_can_be_read_alone(String module) {
    check(ArchitectureRules.aCapabilityCanBeReadAlone(module), BASE + "." + module + "..");
  }

  @Test
  void no_string_holds_a_secret() {
    check(ArchitectureRules.noStringHoldsASecret());
  }

  @Test
  void names_say_more_than_that_something_exists() {
    check(ArchitectureRules.namesSayMoreThanThatSomethingExists());
  }

  @Test
  void every_package_says_what_it_is_for_and_declares_null() {
    check(ArchitectureRules.everyPackageSaysWhatItIsForAndDeclaresNull());
  }

  @Test
  void nobody_writes_to_the_standard_streams() {
    check(ArchitectureRules.nobodyWritesToTheStandardStreams());
  }

  @Test
  void nobody_throws_generic_exceptions() {
    check(ArchitectureRules.nobodyThrowsGenericExceptions());
  }

  @Test
  void nobody_uses_the_old_dates() {
    check(ArchitectureRules.nobodyUsesTheOldDates());
  }

  @Test
  void every_package_a_rule_names_has_code() {
    assertThat(NAMED.stream().filter(named -> !PENDING.contains(named)))
        .allMatch(ArchitectureTest::hasCode);
  }

  /// A rule over a package that is still pending may find nothing to check; any other may not.
  private static void check(ArchRule rule, String... about) {
    var pending = about.length > 0 && Stream.of(about).noneMatch(ArchitectureTest::hasCode);
    rule.allowEmptyShould(pending).check(CODE);
  }

  private static boolean hasCode(String packages) {
    return CODE.stream().anyMatch(resideInAPackage(packages));
  }

  private static ImportOption outside(String folder) {
    return (Location location) -> !location.contains(folder);
  }
}
