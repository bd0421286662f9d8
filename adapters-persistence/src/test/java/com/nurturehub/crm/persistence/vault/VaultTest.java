package com.nurturehub.crm.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.PostgresStorage;
import com.nurturehub.crm.persistence.Sql;
import com.nurturehub.crm.testkit.contract.Office;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

  private final PostgresStorage postgres = PostgresStorage.fresh();
  private final Office office = Office.in(postgres);

  @AfterEach
  void close() {
    postgres.database().close();
  }

  @Test
  void what_one_node_encrypts_another_decrypts() {
    var other = Keysets.open(postgres.transactions(), PostgresStorage.key());

    var encrypted = postgres.keysets().encrypt(bytes("clear"), new Context("context"));

    assertThat(other.decrypt(encrypted, new Context("context"))).isEqualTo(bytes("clear"));
    assertThat(other.digest("text")).isEqualTo(postgres.keysets().digest("text"));
  }

  @Test
  void another_key_encryption_key_opens_nothing() {
    assertThatThrownBy(
            () -> Keysets.open(postgres.transactions(), LocalKey.of(new byte[Keysets.KEY_BYTES])))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("give the one they were made with");
  }

  @Test
  void a_credential_lies_nowhere_in_clear() throws SQLException {
    keepCanary();

    assertThat(
            Sql.texts(
                postgres.database().superuser(),
                "select row(c.*)::text || encode(ciphertext, 'escape') from credential c"))
        .hasSize(1)
        .noneMatch(row -> row.contains("canary"));
    assertThat(
            Sql.texts(
                postgres.database().superuser(), "select encode(ciphertext, 'escape') from keyset"))
        .hasSize(2);
  }

  @Test
  void a_credential_moved_to_another_agency_does_not_decrypt() throws SQLException {
    keepCanary();
    var neighbour = office.neighbour();

    move("agency_id = '%s'".formatted(neighbour.agency()));

    assertThatThrownBy(() -> neighbour.get(() -> neighbour.stores().vault().find(CrmProvider.ALTO)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_credential_moved_to_another_crm_or_field_does_not_decrypt() throws SQLException {
    keepCanary();
    move("provider = 'REAPIT'");
    assertThatThrownBy(() -> office.get(() -> office.stores().vault().find(CrmProvider.REAPIT)))
        .isInstanceOf(IllegalStateException.class);

    move("provider = 'ALTO', field = 'user'");
    assertThatThrownBy(() -> office.get(() -> office.stores().vault().find(CrmProvider.ALTO)))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .doesNotContain("canary");
  }

  @Test
  void a_key_file_is_made_once_and_only_its_owner_can_read_it(@TempDir Path folder)
      throws IOException {
    var file = folder.resolve("keys").resolve("key");

    var made = KeyFile.readOrCreate(file);

    assertThat(made).hasSize(Keysets.KEY_BYTES);
    assertThat(KeyFile.readOrCreate(file)).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_key_file_that_others_can_read_is_refused(@TempDir Path folder) throws IOException {
    var file = folder.resolve("key");
    KeyFile.readOrCreate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> KeyFile.readOrCreate(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void a_key_file_without_a_key_is_refused_and_its_text_not_repeated(@TempDir Path folder)
      throws IOException {
    var file = folder.resolve("key");
    KeyFile.readOrCreate(file);
    Files.writeString(file, "canary");

    assertThatThrownBy(() -> KeyFile.readOrCreate(file))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .contains("does not hold a key")
        .doesNotContain("canary");
  }

  private void keepCanary() {
    office.run(() ->
        office.stores().vault().keep(CrmProvider.ALTO, Map.of("password", Secret.of("canary"))));
  }

  private void move(String to) throws SQLException {
    Sql.execute(postgres.database().superuser(), "update credential set " + to);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
