package com.nurturehub.crm.api.identity;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.nurturehub.crm.domain.connection.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/// The token of a service that runs on somebody's own machine: a file only its owner can read, made
/// at the first start and kept.
public final class LocalToken {

  private static final int LENGTH_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private LocalToken() {}

  /// The token in the file, which is made if there is none, and closed to others if it is not.
  public static Secret in(Path file) {
    try {
      create(file);
      keepToOwner(file);
      return Secret.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the local token in " + file, e);
    }
  }

  private static void create(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (var channel = Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), ownerOnly(file))) {
      channel.write(ByteBuffer.wrap((fresh() + "\n").getBytes(StandardCharsets.US_ASCII)));
    } catch (FileAlreadyExistsException made) {
      // Kept from an earlier start, so that whoever uses it need not read it again.
    }
  }

  private static String fresh() {
    var bytes = new byte[LENGTH_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static void keepToOwner(Path file) throws IOException {
    if (isPosix(file)) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
