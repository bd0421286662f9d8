package com.nurturehub.crm.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.OLD_DATE_AND_TIME_CLASSES_SHOULD_NOT_BE_USED;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.DrivenPort;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Is the map still true? Rules are allow-lists: a forbidden package that is misspelt or renamed
/// would make its rule pass for ever.
class ArchitectureTest {

  private static final String BASE = "com.nurturehub.crm";
  private static final String DOMAIN = BASE + ".domain..";
  private static final String APPLICATION = BASE + ".application..";
  private static final String CONNECTOR = BASE + ".connector..";
  private static final String CONNECTOR_HTTP = BASE + ".connector.http..";
  private static final String PERSISTENCE = BASE + ".persistence..";
  private static final String SCHEDULING = BASE + ".scheduling..";
  private static final String INNGEST = BASE + ".scheduling.inngest..";
  private static final String API = BASE + ".api..";
  private static final String GRPC_CONTRACT = BASE + ".v1..";
  private static final String SANDBOX = BASE + ".sandbox..";
  private static final String BOOTSTRAP = BASE + ".bootstrap..";

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
  private static final Set<String> PENDING = Set.of(INNGEST);

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
    check(
        classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, "java..", "org.jspecify.annotations")
            .because("the domain is readable without our tools"));
  }

  @Test
  void the_application_depends_only_on_the_domain() {
    check(
        classes()
            .that()
            .resideInAPackage(APPLICATION)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                APPLICATION, DOMAIN, "java..", "org.jspecify.annotations", "org.slf4j..")
            .because("use cases meet the world through ports"));
  }

  @Test
  void the_application_shows_what_and_never_how() {
    check(
        classes()
            .that()
            .resideInAPackage(APPLICATION)
            .and()
            .arePublic()
            .and()
            .areNotAnonymousClasses()
            .should(
                be(
                    describe(
                        "an interface, record, enum or exception",
                        ArchitectureTest::isValueOrContract)))
            .because("an adapter sees what, never how"));
  }

  @Test
  void what_the_domain_says_cannot_change() {
    check(
        classes()
            .that()
            .resideInAPackage(DOMAIN)
            .and(
                // What a class keeps nested for itself lives and dies inside one call.
                describe(
                    "are seen by others",
                    type ->
                        type.isTopLevelClass()
                            || type.getModifiers().contains(JavaModifier.PUBLIC)))
            .and()
            .doNotHaveSimpleName("Secret")
            .and(not(describe("a collection of functions", ArchitectureTest::hasOnlyFunctions)))
            .should(
                be(
                    describe(
                        "a record, enum, interface or exception",
                        ArchitectureTest::isValueOrContract)))
            .because("what cannot change needs no defending"));
  }

  @Test
  void time_and_chance_are_inputs() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(DOMAIN, APPLICATION)
            .should()
            .callMethodWhere(
                describe(
                    "reads the system's clock or chance, or sleeps",
                    call ->
                        isTimeOrChance(
                            call.getTargetOwner().getName(), call.getTarget().getName())))
            .orShould()
            .dependOnClassesThat(
                // The interface is how chance is passed in; a kind of it is chance made here.
                assignableTo(RandomGenerator.class).and(not(equivalentTo(RandomGenerator.class))))
            .because("tests choose time and chance"));
  }

  @ParameterizedTest
  @ValueSource(strings = {CONNECTOR, PERSISTENCE, SCHEDULING})
  void adapters_do_not_know_each_other(String adapter) {
    check(
        classes()
            .that()
            .resideInAPackage(adapter)
            .should()
            .onlyDependOnClassesThat(ofOurs(adapter, APPLICATION, DOMAIN))
            .because("dropping an adapter is deleting a module"),
        adapter);
  }

  @Test
  void the_api_knows_the_contract_and_the_use_cases() {
    check(
        classes()
            .that()
            .resideInAPackage(API)
            .should()
            .onlyDependOnClassesThat(ofOurs(API, GRPC_CONTRACT, APPLICATION, DOMAIN))
            .because("dropping an adapter is deleting a module"),
        API);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reapit", "alto", "street", "loop"})
  void crms_do_not_know_each_other(String crm) {
    var own = BASE + ".connector." + crm + "..";
    check(
        classes()
            .that()
            .resideInAPackage(own)
            .should()
            .onlyDependOnClassesThat(ofOurs(own, CONNECTOR_HTTP, APPLICATION, DOMAIN))
            .because("dropping a CRM is deleting a package"),
        own);
  }

  @Test
  void every_crm_has_the_same_shape() {
    check(
        classes()
            .that()
            .resideInAPackage(BASE + ".connector.*")
            .and()
            .resideOutsideOfPackage(CONNECTOR_HTTP)
            .and()
            .haveSimpleNameEndingWith("Connector")
            .should(
                haveSiblings(
                    List.of(
                        "Api", "Auth", "Payloads", "Mapping", "Webhooks", "Failures", "Settings")))
            .because("same problem, same shape"),
        CONNECTOR);
  }

  @Test
  void endpoints_go_through_use_cases() {
    check(
        noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(DrivenPort.class)
            .because("an endpoint that reaches a store skipped the use case"),
        API);
  }

  @Test
  void jooq_stays_in_persistence() {
    check(usersOf("org.jooq..").should().resideInAnyPackage(PERSISTENCE, BOOTSTRAP), PERSISTENCE);
  }

  @Test
  void grpc_stays_in_the_api() {
    check(usersOf("io.grpc..").should().resideInAnyPackage(API, BOOTSTRAP), API);
  }

  @Test
  void graphql_stays_in_the_api() {
    check(
        usersOf("graphql..", "org.springframework.graphql..")
            .should()
            .resideInAnyPackage(API, BOOTSTRAP),
        API);
  }

  @Test
  void http_clients_stay_with_those_who_call_out() {
    check(
        usersOf("org.apache.hc..", "java.net.http..")
            .should()
            .resideInAnyPackage(CONNECTOR, INNGEST, BOOTSTRAP),
        CONNECTOR,
        INNGEST);
  }

  @Test
  void only_bootstrap_knows_the_sandbox() {
    assertThat(
            CODE.stream()
                .filter(not(resideInAPackage(BOOTSTRAP)))
                .filter(type -> dependsOn(type, resideInAPackage(SANDBOX)))
                .map(JavaClass::getName))
        .as("the packaged service does not contain the sandbox")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "application", "connector", "persistence", "scheduling", "api"})
  void a_capability_can_be_read_alone(String module) {
    check(
        slices()
            .matching(BASE + "." + module + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("a capability can be read alone"),
        BASE + "." + module + "..");
  }

  @Test
  void no_string_holds_a_secret() {
    check(
        noFields()
            .that()
            .haveRawType(String.class)
            .and()
            .areNotStatic()
            .should()
            .haveNameMatching(
                "(?i)(.*(token|secret|password|passphrase)|key|.*(api|access|private|signing)_?key)")
            .because("a record prints its components; use Secret"));
  }

  @Test
  void names_say_more_than_that_something_exists() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Processor|DTO|Dto)")
            .because("such a name says only that something exists"));
  }

  @Test
  void every_package_says_what_it_is_for_and_declares_null() {
    var packages = CODE.stream().map(JavaClass::getPackage).collect(toSet());

    assertThat(packages).isNotEmpty().allMatch(ArchitectureTest::isNullMarked);
  }

  @Test
  void nobody_writes_to_the_standard_streams() {
    check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
  }

  @Test
  void nobody_throws_generic_exceptions() {
    check(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
  }

  @Test
  void nobody_uses_the_old_dates() {
    check(OLD_DATE_AND_TIME_CLASSES_SHOULD_NOT_BE_USED);
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

  private static DescribedPredicate<JavaClass> ofOurs(String... allowed) {
    return resideOutsideOfPackage(BASE + "..").or(resideInAnyPackage(allowed));
  }

  private static GivenClassesConjunction usersOf(String... tools) {
    return classes()
        .that(
            describe("use " + List.of(tools), user -> dependsOn(user, resideInAnyPackage(tools))));
  }

  private static boolean dependsOn(JavaClass user, DescribedPredicate<? super JavaClass> used) {
    return user.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .anyMatch(used);
  }

  private static boolean isValueOrContract(JavaClass type) {
    return type.isInterface()
        || type.isRecord()
        || type.isEnum()
        || type.isAssignableTo(Throwable.class);
  }

  // Static methods in a package-private class: nothing in it can change either.
  private static boolean hasOnlyFunctions(JavaClass type) {
    return !type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getFields().stream()
            .allMatch(field ->
                field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL)));
  }

  private static boolean isTimeOrChance(String owner, String method) {
    return switch (method) {
      case "now" ->
          Stream.of(
                  Instant.class,
                  LocalDate.class,
                  LocalTime.class,
                  LocalDateTime.class,
                  OffsetDateTime.class,
                  ZonedDateTime.class)
              .anyMatch(type -> type.getName().equals(owner));
      case "system", "systemUTC", "systemDefaultZone" ->
          owner.equals(Clock.class.getName()) || owner.equals(InstantSource.class.getName());
      case "currentTimeMillis", "nanoTime" -> owner.equals(System.class.getName());
      case "sleep" -> owner.equals(Thread.class.getName());
      case "randomUUID" -> owner.equals(UUID.class.getName());
      case "random" -> owner.equals(Math.class.getName());
      case "getDefault", "of" -> owner.equals(RandomGenerator.class.getName());
      default -> false;
    };
  }

  private static boolean isNullMarked(JavaPackage named) {
    return named.isAnnotatedWith(NullMarked.class);
  }

  private static <T> DescribedPredicate<T> describe(
      String description, Predicate<? super T> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }

  private static ArchCondition<JavaClass> haveSiblings(List<String> roles) {
    return new ArchCondition<>("have siblings named " + roles) {
      @Override
      public void check(JavaClass connector, ConditionEvents events) {
        var crm = connector.getSimpleName().replaceFirst("Connector$", "");
        for (var role : roles) {
          if (!connector.getPackage().containsClassWithSimpleName(crm + role)) {
            events.add(
                SimpleConditionEvent.violated(
                    connector, connector.getName() + " has no " + crm + role + " beside it"));
          }
        }
      }
    };
  }
}
