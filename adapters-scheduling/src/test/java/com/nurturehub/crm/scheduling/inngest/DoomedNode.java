package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.lane.JooqLaneLedger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.postgresql.ds.PGSimpleDataSource;

/// A node in a process of its own that opens a lane and never gets to the end of its slice.
final class DoomedNode implements AutoCloseable {

  private static final AgencyId ACME = new AgencyId("acme");

  private final Process process;
  private final BufferedReader says;
  private final FrontDoor door;
  private final URI own;

  private DoomedNode(Process process, FrontDoor door) throws IOException {
    this.process = process;
    this.says = process.inputReader(StandardCharsets.UTF_8);
    this.door = door;
    this.own = URI.create(heard());
    door.leadsTo(own);
  }

  static DoomedNode start(InngestStage stage) {
    var database = stage.database();
    var inngest = stage.inngest();
    var command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            DoomedNode.class.getName(),
            database.url(),
            database.serviceUser(),
            database.password(),
            stage.app(),
            inngest.address().toString(),
            inngest.signingKey().reveal(),
            inngest.eventKey().reveal(),
            stage.door().address().toString());
    try {
      return new DoomedNode(
          new ProcessBuilder(command).redirectError(Redirect.INHERIT).start(), stage.door());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it is.
  ConnectionId isInTheMiddleOf() {
    try {
      return new ConnectionId(UUID.fromString(heard()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As `kill -9` does: it has no time for a last word.
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    door.noLongerLeadsTo(own);
    kill();
  }

  /// Of what else it prints, nothing matters.
  private String heard() throws IOException {
    for (var line = says.readLine(); line != null; line = says.readLine()) {
      if (line.startsWith(SAYS)) {
        return line.substring(SAYS.length());
      }
    }
    throw new IllegalStateException("the node ended by itself");
  }

  // ---- in the other process

  private static final String SAYS = "doomed: ";

  /// Says where its own door is, and which lane it is in the middle of.
  public static void main(String[] args) {
    var database = new PGSimpleDataSource();
    database.setUrl(args[0]);
    database.setUser(args[1]);
    database.setPassword(args[2]);
    var postgres = new JooqTransactions(database);
    var server = URI.create(args[4]);
    var settings =
        new InngestSettings(
            args[3],
            SigningKey.read(Secret.of(args[5])).orElseThrow(),
            Optional.empty(),
            Secret.of(args[6]),
            server,
            server,
            URI.create(args[7]),
            1);
    var lanes =
        new InngestLanes(
            settings,
            new JooqLaneLedger(postgres),
            _ -> Optional.of(CrmProvider.REAPIT),
            InstantSource.system());
    var engine = lanes.workedBy(Effects.over(postgres, DoomedNode::say));
    var own = FrontDoor.open();
    own.leadsTo(engine.endpoint());
    say(own.address());
    engine.start();
    var lane = new ConnectionId(UUID.randomUUID());
    lanes.prompt(postgres).run(ACME, () -> lanes.open(lane, ACME));
  }

  private static void say(URI address) {
    System.out.println(SAYS + address);
  }

  private static void say(ConnectionId lane) {
    System.out.println(SAYS + lane.value());
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
