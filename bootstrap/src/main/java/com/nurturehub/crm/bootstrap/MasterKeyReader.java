package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.bootstrap.Settings.MasterKey;
import com.nurturehub.crm.bootstrap.Settings.VaultToken;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.vault.Keysets;
import com.nurturehub.crm.persistence.vault.TransitKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// Reads where the key-encryption key is.
record MasterKeyReader(SettingsReader settings) {

  static final String FILE = "nurturehub.key-file";

  private static final String GIVEN = "nurturehub.key";
  private static final String VAULT = "nurturehub.key-vault";
  private static final String TOKEN = "nurturehub.key-vault-token";
  private static final String TOKEN_FILE = "nurturehub.key-vault-token-file";

  /// `file` is made where nothing else is said. A database of its own outlives it and is shared by
  /// other nodes, so its key must come from somewhere that does, too.
  MasterKey key(Path file) {
    var given = settings.text(GIVEN);
    var vault = settings.address(VAULT);
    if (vault.isPresent()) {
      if (given.isPresent() || settings.text(FILE).isPresent()) {
        settings.mistaken(
            "NURTUREHUB_KEY_VAULT and a key of your own exclude each other: say where the key is that your keysets were made with");
      }
      return inVault(vault.get());
    }
    if (given.isPresent()) {
      if (!isKey(given.get())) {
        settings.mistaken(
            "NURTUREHUB_KEY is not a key: give %d random bytes in Base64, for example from `openssl rand -base64 %d`"
                .formatted(Keysets.KEY_BYTES, Keysets.KEY_BYTES));
      }
      return new MasterKey.Given(Secret.of(given.get()));
    }
    if (settings.hasDatabase() && settings.text(FILE).isEmpty()) {
      settings.mistaken(
          "NURTUREHUB_KEY is missing: with a database of yours the key must be yours as well (`openssl rand -base64 %d`, or NURTUREHUB_KEY_FILE with such a line in it, or NURTUREHUB_KEY_VAULT)"
              .formatted(Keysets.KEY_BYTES));
    }
    return new MasterKey.InFile(file);
  }

  private MasterKey inVault(URI address) {
    if (!TransitKey.isAddress(address)) {
      settings.mistaken(
          "NURTUREHUB_KEY_VAULT is %s, which is not the address of a transit key, such as https://vault.example:8200/v1/transit/keys/nurturehub"
              .formatted(address));
    }
    Optional<VaultToken> given =
        settings.text(TOKEN).map(token -> new VaultToken.Given(Secret.of(token)));
    Optional<VaultToken> inFile =
        settings.text(TOKEN_FILE).map(file -> new VaultToken.InFile(Path.of(file)));
    if (given.isPresent() == inFile.isPresent()) {
      settings.mistaken(
          "NURTUREHUB_KEY_VAULT needs either NURTUREHUB_KEY_VAULT_TOKEN or NURTUREHUB_KEY_VAULT_TOKEN_FILE");
    }
    return new MasterKey.InVault(
        address, given.or(() -> inFile).orElseGet(() -> new VaultToken.Given(Secret.of(""))));
  }

  private static boolean isKey(String base64) {
    try {
      return Base64.getDecoder().decode(base64.strip()).length == Keysets.KEY_BYTES;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
