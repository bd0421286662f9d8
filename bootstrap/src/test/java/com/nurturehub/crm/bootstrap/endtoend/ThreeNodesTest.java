package com.nurturehub.crm.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.api.feed.Positions;
import com.nurturehub.crm.application.contact.ContactFeed.Position;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import com.nurturehub.crm.v1.ContactDetails;
import com.nurturehub.crm.v1.ContactEvent;
import com.nurturehub.crm.v1.PushContactRequest;
import com.nurturehub.crm.v1.WatchContactsRequest;
import com.nurturehub.crm.v1.WatchContactsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Three copies of the service share one database and the work: one is killed in the middle of it,
/// and one frozen for longer than it may hold a lane. Whoever follows the contacts at the killed
/// one goes on at the other. `-Dnodes.connections=300` makes more of it.
class ThreeNodesTest {

  private static final System.Logger LOG = System.getLogger(ThreeNodesTest.class.getName());

  private static final int CONNECTIONS = Integer.getInteger("nodes.connections", 6);
  private static final int CONTACTS = Integer.getInteger("nodes.contacts", 150);

  /// Longer than a lane is held without being renewed, and than a silent node is taken for alive.
  private static final Duration FROZEN = Duration.ofSeconds(12);

  private static final int STREAM_ENDS_SECONDS_MAX = 30;

  private static final int PER_SECOND_MAX = 20;
  private static final int AT_ONCE_MAX = 5;

  @TempDir Path folder;

  private final List<String> agencies =
      IntStream.range(0, CONNECTIONS).mapToObj("office-%03d"::formatted).toList();

  @Test
  void nothing_is_lost_or_done_twice_and_no_limit_is_broken() throws Exception {
    var issuer = TestIssuer.start();
    var usual = SandboxSettings.demo();
    var customers =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(ThreeNodesTest::customer)
            .collect(Collectors.toMap(Function.identity(), _ -> CONTACTS));
    try (var database = PostgresServer.freshDatabase();
        var sandbox = Sandbox.start(usual.withReapit(usual.reapit().withCustomers(customers)));
        var steady = NodeProcess.start("steady", database, issuer, sandbox).awaitStart();
        var frozen = NodeProcess.start("frozen", database, issuer, sandbox);
        var killed = NodeProcess.start("killed", database, issuer, sandbox)) {
      frozen.awaitStart();
      killed.awaitStart();
      noteWhoCommits(database);
      var begin = System.nanoTime();
      connectAll(List.of(steady, frozen, killed));
      var first = agencies.getFirst();
      var beginning = positionAtTheBeginning(steady.office(first), first);
      var follower =
          new FutureTask<>(() -> created(killed.office(first), first, beginning, CONTACTS));
      Thread.startVirtualThread(follower);

      Office.await(() -> totalRead(steady), read -> read >= CONNECTIONS * CONTACTS / 6);
      killed.kill();
      var told = follower.get(STREAM_ENDS_SECONDS_MAX, TimeUnit.SECONDS);
      frozen.freeze();
      Thread.sleep(FROZEN);
      frozen.thaw();
      var edited = editSomebodyEverywhere(steady);
      awaitAllRead(steady);
      agencies.forEach(agency -> steady.office(agency).endedRun());
      agencies.forEach(agency -> awaitDelivered(steady.office(agency)));

      agencies.forEach(agency -> {
        var rows = new AgencyRows(database, agency);
        assertThat(rows.contacts()).as(agency).isEqualTo(CONTACTS);
        assertThat(rows.externalIds()).as(agency).isEqualTo(CONTACTS);
        var run = steady.office(agency).lastRun();
        assertThat(run.at("/tally/created").asInt()).as(agency).isEqualTo(CONTACTS);
        assertThat(run.at("/tally/read").asInt()).as(agency).isEqualTo(CONTACTS);
      });
      edited.forEach((agency, known) ->
          assertThat(surnameInCrm(sandbox, agency, known)).as(agency).isEqualTo("Murray"));
      assertThat(committersOfEachEpoch(database)).isNotEmpty().allMatch(nodes -> nodes == 1);
      assertThat(commitsUnderAnOldEpoch(database)).isZero();
      var last = told.isEmpty() ? beginning : told.getLast().getPosition();
      told.addAll(created(frozen.office(first), first, last, CONTACTS - told.size()));
      assertThat(told)
          .extracting(message -> message.getChange().getContactId())
          .hasSize(CONTACTS)
          .doesNotHaveDuplicates();
      var counts = sandbox.reapit().journal().counts();
      assertThat(counts.perSecondMax()).isLessThanOrEqualTo(PER_SECOND_MAX);
      assertThat(counts.inFlightMax().values()).allMatch(atOnce -> atOnce <= AT_ONCE_MAX);
      assertThat(counts.answeredWith(429)).isZero();
      report(counts.total(), counts.perSecondMax(), counts.inFlightMax(), database, begin);
    }
  }

  private static String customer(int number) {
    return "N" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
  }

  private void connectAll(List<NodeProcess> nodes) {
    for (var i = 0; i < CONNECTIONS; i++) {
      var office = nodes.get(i % nodes.size()).office(agencies.get(i));
      assertThat(office.connect(customer(i)).path("__typename").asString()).isEqualTo("Connected");
    }
  }

  /// Everything that has been committed so far comes after it.
  private static String positionAtTheBeginning(Office office, String agency) {
    var now =
        office
            .contacts()
            .watchContacts(WatchContactsRequest.newBuilder().setAgency(agency).build())
            .next()
            .getPosition();
    assertThat(now).isNotEmpty();
    return Positions.write(new AgencyId(agency), Position.START);
  }

  private int totalRead(NodeProcess node) {
    return agencies.stream()
        .mapToInt(agency -> node.office(agency).lastRun().at("/tally/read").asInt(0))
        .sum();
  }

  /// However long it takes, as long as it goes on.
  private void awaitAllRead(NodeProcess node) {
    var read = totalRead(node);
    while (read < CONNECTIONS * CONTACTS) {
      var before = read;
      read = Office.await(() -> totalRead(node), more -> more > before);
    }
  }

  private Map<String, Office.Known> editSomebodyEverywhere(NodeProcess node) {
    return agencies.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                agency -> {
                  var office = node.office(agency);
                  var known = Office.await(() -> office.somebody(1), some -> !some.isEmpty());
                  office.contacts().pushContact(renamed(agency, known.getFirst().id()));
                  return known.getFirst();
                }));
  }

  private static PushContactRequest renamed(String agency, String contact) {
    return PushContactRequest.newBuilder()
        .setAgency(agency)
        .setRequestId(UUID.randomUUID().toString())
        .setContactId(contact)
        .setDetails(ContactDetails.newBuilder().setSurname("Murray"))
        .build();
  }

  private static void awaitDelivered(Office office) {
    Office.await(
        () -> office.ask("{ outbox(state: DUE, first: 1) { totalCount } }"),
        answer -> answer.at("/outbox/totalCount").asInt() == 0);
  }

  private String surnameInCrm(Sandbox sandbox, String agency, Office.Known known) {
    JsonNode record =
        sandbox.reapit().desk(customer(agencies.indexOf(agency))).look(known.externalId());
    return record.path("surname").asString();
  }

  /// So many contacts told as new from a position on, or those that a node tells before it dies.
  private static List<WatchContactsResponse> created(
      Office office, String agency, String position, int many) {
    var created = new ArrayList<WatchContactsResponse>();
    var stream =
        office
            .contacts()
            .watchContacts(
                WatchContactsRequest.newBuilder().setAgency(agency).setPosition(position).build());
    try {
      while (created.size() < many) {
        var message = stream.next();
        if (message.getChange().getKind() == ContactEvent.Kind.KIND_CREATED) {
          created.add(message);
        }
      }
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }
    return created;
  }

  /// From now on the database notes, with each page that is committed, under which epoch of the
  /// lane and by which node that was done.
  private static void noteWhoCommits(TestDatabase database) throws SQLException {
    try (var connection = database.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create table page_commit (
            number bigint generated always as identity, connection_id uuid, epoch bigint, node text);
          create function note_page() returns trigger language plpgsql security definer as $$
          begin
            insert into page_commit (connection_id, epoch, node)
            select new.connection_id, lane.epoch, current_setting('application_name')
            from lane where lane.connection_id = new.connection_id;
            return new;
          end $$;
          create trigger note_page after insert or update on sync_run
            for each row execute function note_page();
          """);
    }
  }

  private static List<Long> committersOfEachEpoch(TestDatabase database) throws SQLException {
    return numbers(
        database, "select count(distinct node) from page_commit group by connection_id, epoch");
  }

  private static long commitsUnderAnOldEpoch(TestDatabase database) throws SQLException {
    return numbers(
            database,
            """
            select count(*) from (
              select epoch, lag(epoch) over (partition by connection_id order by number) as before
              from page_commit) as followed
            where epoch < before
            """)
        .getFirst();
  }

  private static List<Long> numbers(TestDatabase database, String sql) throws SQLException {
    try (var connection = database.superuser().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var numbers = new ArrayList<Long>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }

  private static void report(
      long calls, int perSecondMax, Map<String, Integer> atOnce, TestDatabase database, long begin)
      throws SQLException {
    LOG.log(
        Level.INFO,
        "%d connections of %d contacts in %d s, %d calls, at most %d a second and %d at once, %d commits under %d epochs"
            .formatted(
                CONNECTIONS,
                CONTACTS,
                Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                calls,
                perSecondMax,
                atOnce.values().stream().mapToInt(Integer::intValue).max().orElse(0),
                numbers(database, "select count(*) from page_commit").getFirst(),
                numbers(database, "select count(distinct (connection_id, epoch)) from page_commit")
                    .getFirst()));
  }
}
