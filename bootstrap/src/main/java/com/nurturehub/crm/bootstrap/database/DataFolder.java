package com.nurturehub.crm.bootstrap.database;

import com.nurturehub.crm.bootstrap.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder an embedded PostgreSQL keeps its data in, held by this process alone. The lock is a
/// file beside the folder; the operating system lets it go even when we are killed.
final class DataFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final Duration STOP_TIME_MAX = Duration.ofSeconds(20);

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes the folder if need be and takes the lock.
  ///
  /// @throws StartRefused if the folder cannot be written, or another process holds it
  static DataFolder hold(Path folder) {
    var path = folder.toAbsolutePath().normalize();
    var lock = open(path);
    if (taken(lock, path) == null) {
      close(lock);
      throw new StartRefused(
          "Another instance is already running on the data in %s: stop it, or choose another folder with NURTUREHUB_DATA_DIRECTORY."
              .formatted(path));
    }
    return new DataFolder(path, lock);
  }

  Path path() {
    return path;
  }

  /// Stops the server that an earlier run of ours left behind when it was killed. Safe because we
  /// hold the lock: no living instance uses that server.
  void stopServerLeftBehind() {
    var pidFile = path.resolve("postmaster.pid");
    try {
      if (!Files.exists(pidFile)) {
        return;
      }
      var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      var server = ProcessHandle.of(pid).filter(DataFolder::isPostgres);
      if (server.isPresent()) {
        LOG.info("An earlier run left its database server behind (process {}); stopping it.", pid);
        stop(server.get());
      }
      // PostgreSQL removes it when it stops; after a crash the number may by now be somebody
      // else's.
      Files.deleteIfExists(pidFile);
    } catch (IOException | NumberFormatException e) {
      throw unwritable(path, e);
    }
  }

  @Override
  public void close() {
    close(lock);
  }

  private static FileChannel open(Path path) {
    try {
      Files.createDirectories(path);
      // A folder may be there and yet not be ours to write in.
      Files.delete(Files.createTempFile(path, "write", ".probe"));
      return FileChannel.open(
          path.resolveSibling(path.getFileName() + ".lock"),
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static @Nullable FileLock taken(FileChannel channel, Path path) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    } catch (IOException e) {
      close(channel);
      throw unwritable(path, e);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> command.endsWith("/postgres") || command.endsWith("postgres.exe"))
        .orElse(false);
  }

  private static void stop(ProcessHandle server) {
    server.destroy();
    try {
      server.onExit().get(STOP_TIME_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw notStopping(server, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notStopping(server, e);
    }
  }

  private static StartRefused notStopping(ProcessHandle server, Exception cause) {
    return new StartRefused(
        "The database server of an earlier run (process %d) does not stop: end it, then start again."
            .formatted(server.pid()),
        cause);
  }

  private static StartRefused unwritable(Path path, Exception cause) {
    return new StartRefused(
        "The data folder %s cannot be used (%s): make it writable, or choose another folder with NURTUREHUB_DATA_DIRECTORY."
            .formatted(path, cause),
        cause);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("The lock on the data folder was not closed in good order.", e);
    }
  }
}
