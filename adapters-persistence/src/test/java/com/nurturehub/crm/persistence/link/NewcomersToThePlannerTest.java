package com.nurturehub.crm.persistence.link;

import static com.nurturehub.crm.testkit.Person.ada;
import static com.nurturehub.crm.testkit.Times.NINE;
import static com.nurturehub.crm.testkit.Times.SEVEN;
import static java.util.function.Function.identity;
import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.application.push.Outbox.Settlement;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.Signal;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushId;
import com.nurturehub.crm.domain.push.PushIntent.Due;
import com.nurturehub.crm.domain.sync.Pass;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.domain.sync.SyncRun.Running;
import com.nurturehub.crm.domain.sync.SyncRunId;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.persistence.Sql;
import com.nurturehub.crm.testkit.contract.Office;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A page costs what a page costs, also of an agency that PostgreSQL's statistics know nothing of.
/// The first load of a new agency is exactly that; taken for empty, its tables were read as a whole
/// for each row.
class NewcomersToThePlannerTest {

  private static final int PEOPLE = 4_000;
  private static final int PAGE = 100;

  /// Rows read per contact of a page: its link, the contact itself, versions of them since
  /// replaced.
  private static final long ROWS_PER_CONTACT_MAX = 8;

  private static PostgresStorage postgres;
  private static Office newcomer;

  @BeforeAll
  static void a_known_agency_and_a_newcomer() throws SQLException {
    postgres = PostgresStorage.fresh();
    load(Office.in(postgres));
    Sql.execute(postgres.database().owner(), "analyze");
    newcomer = Office.in(postgres);
    load(newcomer);
  }

  @AfterAll
  static void close() {
    postgres.database().close();
  }

  @Test
  void an_unchanged_page_reads_no_more_than_the_page() {
    readsNoMoreThanAPage(() ->
        assertThat(newcomer.stores().links().known(newcomer.reapit(), shown("seen")).settled())
            .hasSize(PAGE));
  }

  @Test
  void a_page_that_moved_reads_no_more_than_the_page() {
    readsNoMoreThanAPage(() ->
        assertThat(newcomer.stores().links().known(newcomer.reapit(), shown("else")).moved())
            .hasSize(PAGE));
  }

  @Test
  void noting_what_was_seen_reads_no_more_than_the_page() {
    var run =
        Running.begin(
            new SyncRunId(UUID.randomUUID()), newcomer.reapit(), Pass.FULL, SyncCursor.START, NINE);

    readsNoMoreThanAPage(() -> newcomer.stores().runs().saw(run, shown("seen").keySet()));
  }

  @Test
  void looking_for_candidates_reads_no_more_than_the_page() {
    var strangers = page().map(number -> ada().at(email(number)).on().inCrm(NINE)).toList();

    readsNoMoreThanAPage(() ->
        assertThat(newcomer.stores().contacts().candidates(newcomer.street(), strangers))
            .hasSize(PAGE));
  }

  @Test
  void replacing_a_page_reads_no_more_than_the_page() {
    var scored = new Signal.ScoreChanged(70, true, NINE);

    readsNoMoreThanAPage(() -> {
      var contacts = newcomer.stores().contacts().find(page().map(this::id).toList()).values();
      var changed = contacts.stream().map(each -> each.with(each.signals().with(scored))).toList();
      assertThat(newcomer.stores().contacts().replace(changed)).isEmpty();
    });
  }

  @Test
  void finding_and_keeping_links_reads_no_more_than_the_page() {
    readsNoMoreThanAPage(() -> {
      var people = page().map(this::id).toList();
      var links = newcomer.stores().links().find(newcomer.reapit(), people).values();
      newcomer.stores().links().keep(links);
      assertThat(newcomer.stores().links().of(people)).hasSize(PAGE);
    });
  }

  @Test
  void queueing_and_settling_pushes_reads_no_more_than_the_page() {
    readsNoMoreThanAPage(() -> {
      var queued = newcomer.stores().outbox().queue(page().map(this::push).toList());
      var again = newcomer.stores().outbox().queue(page().map(this::push).toList());
      assertThat(again.getFirst().revision()).isGreaterThan(queued.getFirst().revision());
      newcomer
          .stores()
          .outbox()
          .settle(again.stream().map(due -> new Settlement(due, due.delivered(NINE, ""))).toList());
    });
  }

  private static void readsNoMoreThanAPage(Runnable work) {
    var read =
        newcomer.get(() -> {
          var before = rowsRead();
          work.run();
          return rowsRead() - before;
        });
    assertThat(read).isPositive().isLessThanOrEqualTo(PAGE * ROWS_PER_CONTACT_MAX);
  }

  /// PostgreSQL itself counts the rows a connection reads.
  private static long rowsRead() {
    return postgres
        .transactions()
        .here()
        .fetchSingle("select sum(seq_tup_read + idx_tup_fetch) from pg_stat_xact_user_tables")
        .get(0, Long.class);
  }

  private static void load(Office office) {
    for (var start = 0; start < PEOPLE; start += 1_000) {
      var numbers = IntStream.range(start, start + 1_000).boxed().toList();
      office.run(() -> {
        office.stores().contacts().add(numbers.stream().map(n -> contact(office, n)).toList());
        office.stores().links().keep(numbers.stream().map(n -> link(office, n)).toList());
      });
    }
  }

  private static Stream<Integer> page() {
    return IntStream.range(0, PAGE).mapToObj(number -> number * (PEOPLE / PAGE));
  }

  private static Map<ExternalId, Fingerprint> shown(String fingerprint) {
    return page()
        .map(NewcomersToThePlannerTest::external)
        .collect(Collectors.toMap(identity(), _ -> new Fingerprint(fingerprint)));
  }

  private static Contact contact(Office office, int number) {
    return Contact.fresh(
        id(office, number),
        ada().at(email(number)).on("+4418650%05d".formatted(number)).details(),
        Consents.UNASKED,
        ImportSource.MANUAL,
        SEVEN);
  }

  private static ContactLink link(Office office, int number) {
    var like = Office.link(ada(), office.reapit());
    return new ContactLink(
        id(office, number),
        office.reapit(),
        external(number),
        like.base(),
        like.consents(),
        new Fingerprint("seen"),
        1,
        SEVEN,
        Optional.empty(),
        Optional.empty(),
        like.presence(),
        like.told());
  }

  private Due push(int number) {
    var content = PushContent.of(Set.of());
    return Due.queued(
        new PushId(UUID.randomUUID()), id(number), newcomer.reapit(), content, false, NINE, NINE);
  }

  private ContactId id(int number) {
    return id(newcomer, number);
  }

  private static ContactId id(Office office, int number) {
    return new ContactId(new UUID(office.agency().hashCode(), number));
  }

  private static ExternalId external(int number) {
    return new ExternalId("OXF" + number);
  }

  private static String email(int number) {
    return "person%d@example.com".formatted(number);
  }
}
