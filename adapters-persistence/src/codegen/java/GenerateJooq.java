import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Strategy;
import org.jooq.meta.jaxb.Target;

/// Writes the jOOQ classes from the migrations, run by Maven as a single-file program: starts a
/// PostgreSQL, migrates it as the application would, reads the schema, stops. Nothing happens while
/// migrations, jOOQ and this file are what they were.
///
/// Arguments: the `db` folder (`roles.sql` and `migration/`), the output folder, the package, this
/// file.
public final class GenerateJooq {

  private GenerateJooq() {}

  public static void main(String[] args) throws Exception {
    var db = Path.of(args[0]);
    var output = Path.of(args[1]);
    var stamp = output.resolve(".stamp");
    var wanted = fingerprint(db, Path.of(args[3]));
    if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return;
    }
    clear(output);
    generate(db, output, args[2]);
    Files.createDirectories(output);
    Files.writeString(stamp, wanted);
  }

  private static void generate(Path db, Path output, String targetPackage) throws Exception {
    try (var postgres =
        EmbeddedPostgres.builder()
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("encoding", "UTF8")
            .start()) {
      prepareRoles(postgres, db.resolve("roles.sql"));
      Flyway.configure()
          .dataSource(postgres.getJdbcUrl("crm_owner", "crm"), "crm_owner", "")
          .locations("filesystem:" + db.resolve("migration"))
          .load()
          .migrate();
      GenerationTool.generate(configuration(postgres, output, targetPackage));
    }
  }

  private static void prepareRoles(EmbeddedPostgres postgres, Path roles) throws Exception {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(Files.readString(roles));
      statement.execute("create database crm owner crm_owner");
    }
  }

  private static Configuration configuration(
      EmbeddedPostgres postgres, Path output, String targetPackage) {
    return new Configuration()
        .withLogging(Logging.WARN)
        .withJdbc(
            new Jdbc()
                .withDriver("org.postgresql.Driver")
                .withUrl(postgres.getJdbcUrl("postgres", "crm")))
        .withGenerator(
            new Generator()
                .withStrategy(new Strategy())
                .withDatabase(
                    new Database()
                        .withName("org.jooq.meta.postgres.PostgresDatabase")
                        .withInputSchema("public")
                        .withOutputSchemaToDefault(true)
                        // Partitions are reached through their table; functions serve the
                        // migrations
                        // and triggers; multiranges are no type jOOQ knows, and the scheduler and
                        // the
                        // sessions
                        // have their own access to their tables.
                        .withExcludes(
                            "flyway_schema_history | .*_[0-9]{4}(_[0-9]{2})? | .*_default"
                                + " | keep_within_agency | refuse_.* | sync_seen"
                                + " | scheduled_tasks | spring_session.*")
                        .withRecordVersionFields("version")
                        .withForcedTypes(
                            new ForcedType()
                                .withName("INSTANT")
                                .withIncludeTypes("(?i:timestamp with time zone|timestamptz)")))
                .withGenerate(
                    new Generate()
                        .withRecords(true)
                        .withPojos(false)
                        .withDaos(false)
                        .withJavaTimeTypes(true)
                        .withGeneratedAnnotation(false))
                .withTarget(
                    new Target().withPackageName(targetPackage).withDirectory(output.toString())));
  }

  private static String fingerprint(Path db, Path generator) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    digest.update(org.jooq.Constants.FULL_VERSION.getBytes(StandardCharsets.UTF_8));
    digest.update(Files.readAllBytes(generator));
    for (var script : scripts(db)) {
      digest.update(db.relativize(script).toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(script));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> scripts(Path db) throws IOException {
    try (var files = Files.walk(db)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
