package com.nurturehub.crm.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.vault.Context;
import com.nurturehub.crm.persistence.vault.Keysets;
import com.nurturehub.crm.persistence.vault.LocalKey;
import com.nurturehub.crm.persistence.vault.TransitKey;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import com.nurturehub.crm.testkit.vault.TransitStandIn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Changing keys as an operator does it.
class KeyCommandTest {

  private static final Context CONTEXT = new Context("context");
  private static final byte[] KEY = new byte[Keysets.KEY_BYTES];

  private final TestDatabase database = PostgresServer.freshDatabase();
  private final JooqTransactions service = new JooqTransactions(database.service());

  private record Said(boolean isWell, String sentence) {}

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_new_key_is_made_and_what_was_encrypted_before_is_still_read() {
    var before = Keysets.open(service, LocalKey.of(KEY)).encrypt(new byte[] {42}, CONTEXT);

    var said = say("rotate-key");

    assertThat(said.isWell()).as(said.sentence()).isTrue();
    assertThat(said.sentence()).contains("retire-keys");
    var keysets = Keysets.open(service, LocalKey.of(KEY));
    assertThat(keysets.decrypt(before, CONTEXT)).containsExactly(42);
    assertThat(mark(keysets.encrypt(new byte[] {42}, CONTEXT))).isNotEqualTo(mark(before));
  }

  @Test
  void a_new_key_is_made_under_a_key_in_a_vault_too() {
    try (var vault = TransitStandIn.trusting("canary-token")) {
      var key = new TransitKey(vault.key(), () -> Secret.of("canary-token"));
      var before = Keysets.open(service, key).encrypt(new byte[] {42}, CONTEXT);
      var settings =
          new String[] {
            "--nurturehub.key-vault=" + vault.key(), "--nurturehub.key-vault-token=canary-token"
          };

      var said = say("rotate-key", settings);

      assertThat(said.isWell()).as(said.sentence()).isTrue();
      var keysets = Keysets.open(service, key);
      assertThat(keysets.decrypt(before, CONTEXT)).containsExactly(42);
      assertThat(mark(keysets.encrypt(new byte[] {42}, CONTEXT))).isNotEqualTo(mark(before));
      vault.trust("another");
      var refused = say("rotate-key", settings);
      assertThat(refused.isWell()).isFalse();
      assertThat(refused.sentence()).contains("403").doesNotContain("canary");
    }
  }

  @Test
  void an_earlier_key_is_not_taken_away_before_every_node_knows_the_new_one() {
    Keysets.open(service, LocalKey.of(KEY));
    say("rotate-key");

    var said = say("retire-keys");

    assertThat(said.isWell()).isFalse();
    assertThat(said.sentence()).contains("Try again after");
  }

  @Test
  void one_key_is_kept() {
    Keysets.open(service, LocalKey.of(KEY));

    assertThat(say("retire-keys").sentence()).contains("only one key");
  }

  @Test
  void without_a_database_it_says_which_settings_are_missing() {
    var said = run("rotate-key");

    assertThat(said.isWell()).isFalse();
    assertThat(said.sentence()).contains("SPRING_DATASOURCE_URL");
  }

  private Said say(String command, String... settings) {
    return run(
        command,
        Stream.concat(
                Stream.of(
                    "--spring.datasource.url=" + database.url(),
                    "--spring.flyway.user=" + database.ownerUser(),
                    "--spring.flyway.password=" + database.password()),
                Arrays.stream(settings))
            .toArray(String[]::new));
  }

  private static Said run(String command, String... settings) {
    var out = new ByteArrayOutputStream();
    var isWell =
        KeyCommand.run(
            command,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            Stream.concat(withKey(settings), Arrays.stream(settings)).toArray(String[]::new));
    return new Said(isWell, out.toString(StandardCharsets.UTF_8));
  }

  /// Given here, unless it is said otherwise.
  private static Stream<String> withKey(String... settings) {
    return Arrays.stream(settings).anyMatch(setting -> setting.startsWith("--nurturehub.key"))
        ? Stream.empty()
        : Stream.of("--nurturehub.key=" + Base64.getEncoder().encodeToString(KEY));
  }

  private static byte[] mark(byte[] encrypted) {
    return Arrays.copyOf(encrypted, 5);
  }
}
