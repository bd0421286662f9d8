package com.nurturehub.crm.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A port for a server that must know it before it listens. Tests of several processes run beside
/// each other, so each port is reserved by a lock on a file until the process ends, and lies below
/// the range from which the system hands out ports itself.
public final class ReservedPort {

  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;
  private static final Path LOCKS =
      Path.of(System.getProperty("java.io.tmpdir"), "nurturehub-test-ports");

  /// Held, or the locks would end with the objects.
  private static final List<FileLock> HELD = new ArrayList<>();

  private static int next = Math.toIntExact(ProcessHandle.current().pid() * 37 % COUNT);

  private ReservedPort() {}

  /// A port nobody listens on, and nobody else is given.
  public static synchronized int next() {
    for (var tried = 0; tried < COUNT; tried++) {
      var port = FIRST + next;
      next = (next + 1) % COUNT;
      var lock = lock(port);
      if (lock != null) {
        HELD.add(lock);
        if (isFree(port)) {
          return port;
        }
      }
    }
    throw new IllegalStateException("No port is free from " + FIRST + " on.");
  }

  // A lock is held until the process ends; its channel is closed with it.
  @SuppressWarnings("resource")
  private static @Nullable FileLock lock(int port) {
    try {
      Files.createDirectories(LOCKS);
      var channel =
          FileChannel.open(
              LOCKS.resolve(String.valueOf(port)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      try {
        var lock = channel.tryLock();
        if (lock == null) {
          channel.close();
        }
        return lock;
      } catch (OverlappingFileLockException e) {
        channel.close();
        return null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
