package com.nurturehub.crm.persistence.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/// A key-encryption key in a file that only its owner can read, for a local run: made the first
/// time, read from then on. Without it, what was encrypted under it stays closed for ever.
public final class KeyFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private KeyFile() {}

  /// @throws IllegalStateException if others can read the file, or it does not hold a key
  public static byte[] readOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      mustBePrivate(file);
      return key(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The key file %s cannot be used.".formatted(file), e);
    }
  }

  private static void create(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    var key = new byte[Keysets.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try {
      Files.createFile(file, attributes());
      Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
    } catch (FileAlreadyExistsException _) {
      // Somebody else made it in this moment; theirs is read.
    }
  }

  private static void mustBePrivate(Path file) throws IOException {
    if (isPosix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IllegalStateException(
          "The key file %s can be read by others: make it private (chmod 600).".formatted(file));
    }
  }

  private static byte[] key(Path file) throws IOException {
    var text = Files.readString(file, StandardCharsets.UTF_8).strip();
    try {
      var key = Base64.getDecoder().decode(text);
      if (key.length == Keysets.KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException _) {
      // Told below, without what the file holds.
    }
    throw new IllegalStateException(
        "The key file %s does not hold a key of %d bytes in Base64."
            .formatted(file, Keysets.KEY_BYTES));
  }

  private static FileAttribute<?>[] attributes() {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
