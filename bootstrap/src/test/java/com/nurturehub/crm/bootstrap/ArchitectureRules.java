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

import com.nurturehub.crm.application.DrivenPort;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.event.VerifiedDelivery;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
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
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// What [ArchitectureTest] asks of our classes. Rules are allow-lists: a forbidden package that is
/// misspelt or renamed would make its rule pass for ever.
final class ArchitectureRules {

  static final String BASE = "com.nurturehub.crm";
  static final String DOMAIN = BASE + ".domain..";
  static final String APPLICATION = BASE + ".application..";
  static final String CONNECTOR = BASE + ".connector..";
  static final String CONNECTOR_HTTP = BASE + ".connector.http..";
  static final String PERSISTENCE = BASE + ".persistence..";
  static final String SCHEDULING = BASE + ".scheduling..";
  static final String INNGEST = BASE + ".scheduling.inngest..";
  static final String VAULT = BASE + ".persistence.vault..";
  static final String API = BASE + ".api..";
  static final String GRPC_CONTRACT = BASE + ".v1..";
  static final String SANDBOX = BASE + ".sandbox..";
  static final String BOOTSTRAP = BASE + ".bootstrap..";

  private ArchitectureRules() {}

  static ArchRule theDomainDependsOnlyOnItselfAndJava() {
    return classes()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(DOMAIN, "java..", "org.jspecify.annotations")
        .because("the domain is readable without our tools");
  }

  static ArchRule theApplicationDependsOnlyOnTheDomain() {
    return classes()
        .that()
        .resideInAPackage(APPLICATION)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            APPLICATION, DOMAIN, "java..", "org.jspecify.annotations", "org.slf4j..")
        .because("use cases meet the world through ports");
  }

  static ArchRule theApplicationShowsWhatAndNeverHow() {
    return classes()
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
                    ArchitectureRules::isValueOrContract)))
        .because("an adapter sees what, never how");
  }

  static ArchRule whatTheDomainSaysCannotChange() {
    return classes()
        .that()
        .resideInAPackage(DOMAIN)
        .and(
            // What a class keeps nested for itself lives and dies inside one call.
            describe(
                "are seen by others",
                type ->
                    type.isTopLevelClass() || type.getModifiers().contains(JavaModifier.PUBLIC)))
        .and()
        .doNotHaveSimpleName("Secret")
        .and(not(describe("a collection of functions", ArchitectureRules::hasOnlyFunctions)))
        .should(
            be(
                describe(
                    "a record, enum, interface or exception",
                    ArchitectureRules::isValueOrContract)))
        .because("what cannot change needs no defending");
  }

  static ArchRule timeAndChanceAreInputs() {
    return noClasses()
        .that()
        .resideInAnyPackage(DOMAIN, APPLICATION)
        .should()
        .callMethodWhere(
            describe(
                "reads the system's clock or chance, or sleeps",
                call ->
                    isTimeOrChance(call.getTargetOwner().getName(), call.getTarget().getName())))
        .orShould()
        .dependOnClassesThat(
            // The interface is how chance is passed in; a kind of it is chance made here.
            assignableTo(RandomGenerator.class).and(not(equivalentTo(RandomGenerator.class))))
        .because("tests choose time and chance");
  }

  static ArchRule adaptersDoNotKnowEachOther(String adapter) {
    return classes()
        .that()
        .resideInAPackage(adapter)
        .should()
        .onlyDependOnClassesThat(ofOurs(adapter, APPLICATION, DOMAIN))
        .because("dropping an adapter is deleting a module");
  }

  static ArchRule theApiKnowsTheContractAndTheUseCases() {
    return classes()
        .that()
        .resideInAPackage(API)
        .should()
        .onlyDependOnClassesThat(ofOurs(API, GRPC_CONTRACT, APPLICATION, DOMAIN))
        .because("dropping an adapter is deleting a module");
  }

  static ArchRule crmsDoNotKnowEachOther(String crm) {
    var own = BASE + ".connector." + crm + "..";
    return classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat(ofOurs(own, CONNECTOR_HTTP, APPLICATION, DOMAIN))
        .because("dropping a CRM is deleting a package");
  }

  static ArchRule everyCrmHasTheSameShape() {
    return classes()
        .that()
        .resideInAPackage(BASE + ".connector.*")
        .and()
        .resideOutsideOfPackage(CONNECTOR_HTTP)
        .and()
        .haveSimpleNameEndingWith("Connector")
        .should(
            haveSiblings(
                List.of("Api", "Auth", "Payloads", "Mapping", "Webhooks", "Failures", "Settings")))
        .because("same problem, same shape");
  }

  static ArchRule onlyAVerifierMakesAVerifiedDelivery() {
    return noClasses()
        .that(
            describe(
                "are no verifiers",
                type ->
                    !resideInAPackage(CONNECTOR).test(type)
                        || !type.getSimpleName().endsWith("Webhooks")))
        .should()
        .callConstructorWhere(
            describe(
                "makes a VerifiedDelivery",
                call -> call.getTargetOwner().isEquivalentTo(VerifiedDelivery.class)))
        .because("what is not proved must not get in");
  }

  static ArchRule endpointsGoThroughUseCases() {
    return noClasses()
        .that()
        .resideInAPackage(API)
        .should()
        .dependOnClassesThat()
        .areAnnotatedWith(DrivenPort.class)
        .because("an endpoint that reaches a store skipped the use case");
  }

  /// Who switches over CRMs names them too, in the table that the compiler makes for it.
  static ArchRule nobodyAsksACrmForItsName() {
    return noClasses()
        .that()
        .doNotHaveSimpleName("CrmProvider")
        .and()
        // At Street somebody sets messages up by hand, and the demo plays them.
        .doNotHaveSimpleName("DemoMessages")
        .should()
        .accessFieldWhere(
            describe(
                "names a CRM that is not its own",
                access ->
                    access.getTargetOwner().isEquivalentTo(CrmProvider.class)
                        && !access
                            .getOriginOwner()
                            .getPackageName()
                            .equals(connectorOf(access.getTarget().getName()))))
        .because("what CRMs differ in is a capability, so that a fifth needs no second look");
  }

  private static String connectorOf(String crm) {
    return BASE + ".connector." + crm.toLowerCase(Locale.ROOT);
  }

  static ArchRule jooqStaysInPersistence() {
    return usersOf("org.jooq..").should().resideInAnyPackage(PERSISTENCE, BOOTSTRAP);
  }

  static ArchRule grpcStaysInTheApi() {
    return usersOf("io.grpc..").should().resideInAnyPackage(API, BOOTSTRAP);
  }

  static ArchRule graphqlStaysInTheApi() {
    return usersOf("graphql..", "org.springframework.graphql..")
        .should()
        .resideInAnyPackage(API, BOOTSTRAP);
  }

  static ArchRule httpClientsStayWithThoseWhoCallOut() {
    return usersOf("org.apache.hc..", "java.net.http..")
        .should()
        .resideInAnyPackage(CONNECTOR, INNGEST, VAULT, BOOTSTRAP);
  }

  static ArchRule aCapabilityCanBeReadAlone(String module) {
    return slices()
        .matching(BASE + "." + module + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("a capability can be read alone");
  }

  static ArchRule noStringHoldsASecret() {
    return noFields()
        .that()
        .haveRawType(String.class)
        .and()
        .areNotStatic()
        .should()
        .haveNameMatching(
            "(?i)(.*(token|secret|password|passphrase)|key|.*(api|access|private|signing)_?key)")
        .because("a record prints its components; use Secret");
  }

  static ArchRule namesSayMoreThanThatSomethingExists() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Processor|DTO|Dto)")
        .because("such a name says only that something exists");
  }

  static ArchRule nobodyWritesToTheStandardStreams() {
    return NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
  }

  static ArchRule nobodyThrowsGenericExceptions() {
    return NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
  }

  static ArchRule nobodyUsesTheOldDates() {
    return OLD_DATE_AND_TIME_CLASSES_SHOULD_NOT_BE_USED;
  }

  static ArchRule onlyBootstrapKnowsTheSandbox() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(BOOTSTRAP)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SANDBOX)
        .because("the packaged service does not contain the sandbox");
  }

  static ArchRule everyPackageSaysWhatItIsForAndDeclaresNull() {
    return classes()
        .should(
            be(
                describe(
                    "in a package that is @NullMarked", type -> isNullMarked(type.getPackage()))))
        .because("null is declared, and someone said what the package is for");
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
