package com.nurturehub.crm.bootstrap;

import static com.nurturehub.crm.bootstrap.ArchitectureRules.CONNECTOR;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.PERSISTENCE;
import static com.nurturehub.crm.bootstrap.ArchitectureRules.SCHEDULING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A rule that nothing can break keeps nothing. Each is shown a class that breaks it.
class ArchitectureRulesTest {

  /// For a rule about each of several, the one that is tried.
  private static final Map<String, String> ONE_OF =
      Map.of(
          "adaptersDoNotKnowEachOther", CONNECTOR,
          "crmsDoNotKnowEachOther", "reapit",
          "aCapabilityCanBeReadAlone", "domain");

  @TempDir static Path folder;

  private static JavaClasses wrong;

  /// A class that breaks a rule; it is not in the code, but made for this test.
  record Wrong(ArchRule rule, String name, String text) {

    @Override
    public String toString() {
      return name;
    }

    String report() {
      return rule.allowEmptyShould(true).evaluate(wrong).getFailureReport().toString();
    }
  }

  @BeforeAll
  static void compile() {
    var complaints = new StringWriter();
    var options =
        List.of(
            "-proc:none",
            "-nowarn",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString());
    var done =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                complaints,
                null,
                null,
                options,
                null,
                breaches().map(ArchitectureRulesTest::source).toList())
            .call();

    assertThat(done).as(complaints.toString()).isTrue();
    wrong = new ClassFileImporter().importPath(folder);
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void a_class_that_breaks_a_rule_is_named(Wrong breach) {
    assertThat(breach.report()).contains(breach.name());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void every_rule_is_broken_by_one_of_them(Method rule) {
    assertThat(breaches().map(breach -> breach.rule().getDescription()))
        .contains(example(rule).getDescription());
  }

  static Stream<Method> rules() {
    return Arrays.stream(ArchitectureRules.class.getDeclaredMethods())
        .filter(method -> method.getReturnType().equals(ArchRule.class));
  }

  private static ArchRule example(Method rule) {
    return rule.getParameterCount() == 0
        ? made(rule)
        : made(rule, ONE_OF.getOrDefault(rule.getName(), "nothing"));
  }

  private static ArchRule made(Method rule, Object... about) {
    try {
      return (ArchRule) rule.invoke(null, about);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Wrong> breaches() {
    return Stream.of(
        wrong(
            ArchitectureRules.theDomainDependsOnlyOnItselfAndJava(),
            "domain.contact.Logged",
            "public record Logged(org.slf4j.Logger log) {}"),
        wrong(
            ArchitectureRules.theApplicationDependsOnlyOnTheDomain(),
            "application.sync.Outward",
            "public record Outward(javax.sql.DataSource pool, org.jooq.DSLContext sql) {}"),
        wrong(
            ArchitectureRules.theApplicationShowsWhatAndNeverHow(),
            "application.sync.ShownClass",
            "public final class ShownClass {}"),
        wrong(
            ArchitectureRules.whatTheDomainSaysCannotChange(),
            "domain.contact.Changing",
            "public class Changing { public int value; }"),
        wrong(
            ArchitectureRules.timeAndChanceAreInputs(),
            "application.sync.Impatient",
            "final class Impatient { java.time.Instant at() { return java.time.Instant.now(); } }"),
        wrong(
            ArchitectureRules.timeAndChanceAreInputs(),
            "domain.sync.Lucky",
            "record Lucky(java.util.SplittableRandom dice) {}"),
        wrong(
            ArchitectureRules.adaptersDoNotKnowEachOther(CONNECTOR),
            "connector.phone.Stored",
            "record Stored(com.nurturehub.crm.persistence.JooqTransactions postgres) {}"),
        wrong(
            ArchitectureRules.adaptersDoNotKnowEachOther(PERSISTENCE),
            "persistence.link.Calling",
            "record Calling(com.nurturehub.crm.connector.alto.AltoSettings alto) {}"),
        wrong(
            ArchitectureRules.adaptersDoNotKnowEachOther(SCHEDULING),
            "scheduling.embedded.Storing",
            "record Storing(com.nurturehub.crm.persistence.JooqTransactions postgres) {}"),
        wrong(
            ArchitectureRules.theApiKnowsTheContractAndTheUseCases(),
            "api.graphql.Shortcut",
            "record Shortcut(com.nurturehub.crm.persistence.JooqTransactions postgres) {}"),
        wrong(
            ArchitectureRules.crmsDoNotKnowEachOther("reapit"),
            "connector.reapit.Borrowed",
            "record Borrowed(com.nurturehub.crm.connector.alto.AltoSettings alto) {}"),
        wrong(
            ArchitectureRules.everyCrmHasTheSameShape(),
            "connector.acme.AcmeConnector",
            "final class AcmeConnector {}"),
        wrong(
            ArchitectureRules.onlyAVerifierMakesAVerifiedDelivery(),
            "api.webhook.Believer",
            """
            public class Believer {
              public Object believe() {
                return new com.nurturehub.crm.domain.event.VerifiedDelivery(
                    com.nurturehub.crm.domain.connection.CrmProvider.ALTO, null, null, "", null);
              }
            }
            """),
        wrong(
            ArchitectureRules.endpointsGoThroughUseCases(),
            "api.grpc.Reaching",
            "record Reaching(com.nurturehub.crm.application.audit.AuditTrail trail) {}"),
        wrong(
            ArchitectureRules.nobodyAsksACrmForItsName(),
            "application.sync.Partial",
            """
            final class Partial {
              static boolean is(com.nurturehub.crm.domain.connection.CrmProvider crm) {
                return crm == com.nurturehub.crm.domain.connection.CrmProvider.LOOP;
              }
            }
            """),
        wrong(
            ArchitectureRules.nobodyAsksACrmForItsName(),
            "bootstrap.Switching",
            """
            final class Switching {
              static int pages(com.nurturehub.crm.domain.connection.CrmProvider crm) {
                return switch (crm) {
                  case REAPIT -> 100;
                  default -> 50;
                };
              }
            }
            """),
        wrong(
            ArchitectureRules.nobodyAsksACrmForItsName(),
            "connector.reapit.Nosy",
            """
            final class Nosy {
              static boolean is(com.nurturehub.crm.domain.connection.CrmProvider crm) {
                return crm == com.nurturehub.crm.domain.connection.CrmProvider.ALTO;
              }
            }
            """),
        wrong(
            ArchitectureRules.jooqStaysInPersistence(),
            "scheduling.embedded.Querying",
            "record Querying(org.jooq.DSLContext sql) {}"),
        wrong(
            ArchitectureRules.grpcStaysInTheApi(),
            "connector.http.Remote",
            "record Remote(io.grpc.Channel channel) {}"),
        wrong(
            ArchitectureRules.graphqlStaysInTheApi(),
            "persistence.contact.Graph",
            "record Graph(graphql.GraphQL graph) {}"),
        wrong(
            ArchitectureRules.httpClientsStayWithThoseWhoCallOut(),
            "persistence.contact.Phoning",
            "record Phoning(java.net.http.HttpClient http) {}"),
        wrong(
            ArchitectureRules.aCapabilityCanBeReadAlone("domain"),
            "domain.egg.Egg",
            "public record Egg(com.nurturehub.crm.domain.hen.Hen from) {}"),
        wrong(
            ArchitectureRules.aCapabilityCanBeReadAlone("domain"),
            "domain.hen.Hen",
            "public record Hen(com.nurturehub.crm.domain.egg.Egg from) {}"),
        wrong(
            ArchitectureRules.noStringHoldsASecret(),
            "domain.connection.Printed",
            "public record Printed(String apiKey) {}"),
        wrong(
            ArchitectureRules.namesSayMoreThanThatSomethingExists(),
            "application.sync.SyncHelper",
            "final class SyncHelper {}"),
        wrong(
            ArchitectureRules.nobodyWritesToTheStandardStreams(),
            "api.web.Chatty",
            "final class Chatty { void say() { System.out.println(); } }"),
        wrong(
            ArchitectureRules.nobodyThrowsGenericExceptions(),
            "domain.contact.Vague",
            "final class Vague { void fail() { throw new RuntimeException(); } }"),
        wrong(
            ArchitectureRules.nobodyUsesTheOldDates(),
            "domain.contact.Dated",
            "record Dated(java.util.Date day) {}"),
        wrong(
            ArchitectureRules.onlyBootstrapKnowsTheSandbox(),
            "connector.reapit.Pretending",
            "record Pretending(com.nurturehub.crm.sandbox.Sandbox sandbox) {}"),
        wrong(
            ArchitectureRules.everyPackageSaysWhatItIsForAndDeclaresNull(),
            "domain.unsaid.Unsaid",
            "record Unsaid() {}"));
  }

  private static Wrong wrong(ArchRule rule, String name, String type) {
    var full = ArchitectureRules.BASE + "." + name;
    var inPackage = full.substring(0, full.lastIndexOf('.'));
    return new Wrong(rule, full, "package %s;%n%s".formatted(inPackage, type));
  }

  private static JavaFileObject source(Wrong breach) {
    var path =
        "string:///" + breach.name().replace('.', '/') + JavaFileObject.Kind.SOURCE.extension;
    return new SimpleJavaFileObject(URI.create(path), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoringEncodingErrors) {
        return breach.text();
      }
    };
  }
}
