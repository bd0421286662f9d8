package com.nurturehub.crm.persistence.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.Sql;
import com.nurturehub.crm.persistence.vault.KeyChanges.Retirement;
import com.nurturehub.crm.testkit.postgres.PostgresServer;
import com.nurturehub.crm.testkit.postgres.TestDatabase;
import com.nurturehub.crm.testkit.vault.TransitStandIn;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Keysets under a key that stays in a Vault, over real HTTP.
class TransitKeyTest {

  private static final Context CONTEXT = new Context("context");

  private final TestDatabase database = PostgresServer.freshDatabase();
  private final JooqTransactions service = new JooqTransactions(database.service());
  private final TransitStandIn vault = TransitStandIn.trusting("canary-token");

  @AfterEach
  void close() {
    vault.close();
    database.close();
  }

  @Test
  void what_one_node_encrypts_another_decrypts_and_only_vault_opens_the_keys() throws SQLException {
    var encrypted = opened().encrypt(new byte[] {42}, CONTEXT);

    assertThat(opened().decrypt(encrypted, CONTEXT)).containsExactly(42);
    assertThat(Sql.texts(database.superuser(), "select encode(ciphertext, 'escape') from keyset"))
        .hasSize(2)
        .allMatch(lying -> lying.contains("vault:v1:"));
    assertThatIllegalStateException()
        .isThrownBy(() -> Keysets.open(service, LocalKey.of(new byte[Keysets.KEY_BYTES])))
        .withMessageContaining("give the one they were made with");
  }

  @Test
  void keys_are_changed_under_it_as_under_any_other() {
    var before = opened().encrypt(new byte[] {42}, CONTEXT);

    changing(Duration.ZERO).rotate();

    var keysets = opened();
    assertThat(keysets.decrypt(before, CONTEXT)).containsExactly(42);
    assertThat(changing(KeyChanges.SETTLING.plusMinutes(1)).retire())
        .isEqualTo(new Retirement.Retired(1));
    assertThat(opened().decrypt(keysets.encrypt(new byte[] {43}, CONTEXT), CONTEXT))
        .containsExactly(43);
  }

  @Test
  void when_vault_has_a_newer_version_the_keysets_are_still_opened_and_the_next_ones_made_with_it()
      throws SQLException {
    var encrypted = opened().encrypt(new byte[] {42}, CONTEXT);

    vault.rotate();
    changing(Duration.ZERO).rotate();

    assertThat(opened().decrypt(encrypted, CONTEXT)).containsExactly(42);
    assertThat(
            Sql.texts(
                database.superuser(),
                "select encode(ciphertext, 'escape') from keyset where name = 'aead'"))
        .allMatch(lying -> lying.contains("vault:v2:"));
  }

  @Test
  void what_was_encrypted_as_one_thing_does_not_decrypt_as_another()
      throws GeneralSecurityException {
    var key = key("canary-token");
    var encrypted = key.encrypt("keys".getBytes(UTF_8), "aead".getBytes(UTF_8));

    assertThat(key.decrypt(encrypted, "aead".getBytes(UTF_8))).isEqualTo("keys".getBytes(UTF_8));
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> key.decrypt(encrypted, "prf".getBytes(UTF_8)));
  }

  @Test
  void a_token_that_is_no_longer_good_is_said_without_saying_it_and_a_renewed_one_is_taken_up() {
    var token = new Secret[] {Secret.of("canary-token")};
    var keysets = Keysets.open(service, new TransitKey(vault.key(), () -> token[0]));
    vault.trust("canary-renewed");

    assertThatIllegalStateException()
        .isThrownBy(keysets::refresh)
        .withMessageContaining("does not let us use the key-encryption key: it answers 403")
        .withMessageNotContaining("canary");
    token[0] = Secret.of("canary-renewed");
    keysets.refresh();

    assertThat(keysets.decrypt(keysets.encrypt(new byte[] {42}, CONTEXT), CONTEXT))
        .containsExactly(42);
  }

  @Test
  void a_vault_that_is_away_does_not_stop_whoever_has_opened_the_keys() {
    var keysets = opened();
    vault.close();

    assertThatIllegalStateException()
        .isThrownBy(keysets::refresh)
        .withMessageContaining("cannot be asked");

    assertThat(keysets.decrypt(keysets.encrypt(new byte[] {42}, CONTEXT), CONTEXT))
        .containsExactly(42);
  }

  @Test
  void what_is_no_key_of_a_vault_is_refused() {
    for (var address :
        List.of(
            "https://vault.example",
            "https://vault.example/v1/transit/nurturehub",
            "https://vault.example/v1/keys/nurturehub",
            "https://vault.example/v1/transit/keys/a/b",
            "https://vault.example/v1/transit/keys/a?b=c")) {
      assertThatIllegalArgumentException()
          .as(address)
          .isThrownBy(() -> new TransitKey(URI.create(address), () -> Secret.of("canary")));
    }
  }

  private Keysets opened() {
    return Keysets.open(service, key("canary-token"));
  }

  private TransitKey key(String token) {
    return new TransitKey(vault.key(), () -> Secret.of(token));
  }

  private KeyChanges changing(Duration later) {
    return new KeyChanges(
        new JooqTransactions(database.owner()),
        key("canary-token"),
        InstantSource.offset(InstantSource.system(), later));
  }
}
