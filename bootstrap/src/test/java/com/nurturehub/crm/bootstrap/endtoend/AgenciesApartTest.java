package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.nurturehub.crm.bootstrap.endtoend.Asking.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.graphql.execution.GraphQlSource;

/// Every GraphQL operation there is, asked by one agency with everything another agency could be
/// asked for. The operations come from the schema, so one that is added is asked as well.
class AgenciesApartTest {

  private static final TheService SERVICE = TheService.running();
  private static final Asking ASKING = new Asking(SERVICE.part(GraphQlSource.class).schema());

  private static final Pattern IDENTIFIER =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}");
  private static final Function<MatchResult, String> WHOLE = MatchResult::group;
  private static final Pattern PLACE =
      Pattern.compile("\"(?:endCursor|cursor)\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern OUTCOME = Pattern.compile("\"__typename\"\\s*:\\s*\"(\\w+)\"");

  /// They answer in numbers that are no secret of an agency's.
  private static final Set<String> TELLS_NOTHING_OF_ANYBODY = Set.of("rateBudget");

  private static Furnished victim;
  private static Set<String> identifiers;
  private static Set<String> places;

  @BeforeAll
  static void an_agency_with_something_of_everything() {
    // Before the victim is there; what is in the answers then is nobody's.
    var common = found(IDENTIFIER, everythingShownTo(SERVICE.office("apart-nobody")), WHOLE);
    victim = Furnished.in(SERVICE, "apart-victim");
    var shown = everythingShownTo(victim.office());
    identifiers = found(IDENTIFIER, shown, WHOLE);
    identifiers.removeAll(common);
    places = found(PLACE, shown, match -> match.group(1));
    places.add(theBeginning());
  }

  private static List<String> everythingShownTo(Office office) {
    return ASKING.operations().stream()
        .filter(operation -> operation.kind().equals("query"))
        .map(operation -> asked(office, operation, ASKING.plainly(operation)))
        .toList();
  }

  static Stream<Arguments> operations() {
    return ASKING.operations().stream()
        .map(operation -> argumentSet(operation.toString(), operation));
  }

  static Stream<Arguments> operationsOnOneThing() {
    return ASKING.operations().stream()
        .filter(operation -> operation.changes() && Asking.takesId(operation))
        .filter(operation -> !Asking.takesSeveralIds(operation))
        .map(operation -> argumentSet(operation.toString(), operation));
  }

  static Stream<Arguments> operationsThatTell() {
    return ASKING.operations().stream()
        .filter(operation -> !operation.changes())
        .filter(operation -> !TELLS_NOTHING_OF_ANYBODY.contains(operation.field().getName()))
        .map(operation -> argumentSet(operation.toString(), operation));
  }

  @Test
  void there_is_something_of_everything_to_ask_for() {
    assertThat(identifiers).hasSizeGreaterThan(8).contains(victim.contact().toString());
    assertThat(places).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void another_agency_is_told_nothing_and_changes_nothing(Operation operation) {
    var before = victim.rows();
    var intruder = Furnished.in(SERVICE, "intruder-" + operation.field().getName());

    assertTellsNothing(asked(intruder.office(), operation, ASKING.plainly(operation)), "");
    if (Asking.takesId(operation)) {
      for (var identifier : identifiers) {
        assertTellsNothing(
            asked(intruder.office(), operation, ASKING.with(operation, identifier)), identifier);
      }
    }
    for (var place : places) {
      ASKING
          .after(operation, place)
          .ifPresent(
              document -> assertTellsNothing(asked(intruder.office(), operation, document), place));
    }

    assertThat(victim.rows()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("operationsThatTell")
  void its_own_agency_is_told(Operation operation) {
    var answers =
        Stream.of(
                Stream.of(ASKING.plainly(operation)),
                ASKING.after(operation, theBeginning()).stream(),
                Stream.of(victim.contact().toString()).map(id -> ASKING.with(operation, id)))
            .flatMap(documents -> documents)
            .map(document -> asked(victim.office(), operation, document))
            .toList();

    assertThat(answers).anyMatch(answer -> !toldOfVictim(answer).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("operationsOnOneThing")
  void its_own_agency_gets_done_what_another_does_not(Operation operation) {
    var owner = Furnished.in(SERVICE, "owner-" + operation.field().getName());
    var ids = found(IDENTIFIER, everythingShownTo(owner.office()), WHOLE);
    var stranger = Furnished.in(SERVICE, "stranger-" + operation.field().getName());

    var toStranger = outcomes(stranger.office(), operation, ids);
    var toOwner = outcomes(owner.office(), operation, ids);

    assertThat(toOwner).containsAll(toStranger).hasSizeGreaterThan(toStranger.size());
  }

  /// Of the victim's feed of contacts.
  private static String theBeginning() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString("0 0 %s".formatted(victim.name()).getBytes(StandardCharsets.UTF_8));
  }

  /// The ways it ended, one id after the other.
  private static Set<String> outcomes(Office asking, Operation operation, Set<String> ids) {
    return ids.stream()
        .map(id -> asked(asking, operation, ASKING.with(operation, id)))
        .map(answer -> {
          var match = OUTCOME.matcher(answer);
          return match.find() ? match.group(1) : "refused";
        })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String asked(Office asking, Operation operation, String document) {
    var answer =
        operation.streams()
            ? asking.messages(document, document.contains("after:") ? 2 : 1)
            : asking.answer(document, Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZI"));
    assertThat(answer)
        .as(document)
        .doesNotContain("ValidationError", "InvalidSyntax", "complexity", "\"reference\":");
    return answer;
  }

  /// But for what was asked with.
  private static void assertTellsNothing(String answer, String asked) {
    assertThat(toldOfVictim(asked.isEmpty() ? answer : answer.replace(asked, ""))).isEmpty();
  }

  private static List<String> toldOfVictim(String answer) {
    return Stream.concat(Stream.of(victim.name()), identifiers.stream())
        .filter(answer::contains)
        .toList();
  }

  private static Set<String> found(
      Pattern what, List<String> answers, Function<MatchResult, String> part) {
    return answers.stream()
        .flatMap(answer -> what.matcher(answer).results().map(part))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
