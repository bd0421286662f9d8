package com.nurturehub.crm.api.identity;

import com.nurturehub.crm.domain.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;

/// Codes that sign somebody in on their own machine: each works once, and not for long. Only what
/// they digest to is remembered.
public final class SignInLinks {

  public static final Duration LIFETIME = Duration.ofMinutes(15);

  /// An older one falls out, so that nobody can fill the memory by asking.
  private static final int OPEN_MAX = 5;

  private static final int LENGTH_BYTES = 32;

  private final Identity identity;
  private final InstantSource clock;
  private final SecureRandom chance;
  private final Deque<Code> open = new ArrayDeque<>();

  private record Code(Secret digest, Instant until) {}

  public SignInLinks(Identity identity, InstantSource clock, SecureRandom chance) {
    this.identity = identity;
    this.clock = clock;
    this.chance = chance;
  }

  /// A new code.
  public synchronized String issue() {
    var bytes = new byte[LENGTH_BYTES];
    chance.nextBytes(bytes);
    var code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    open.addLast(new Code(digest(code), clock.instant().plus(LIFETIME)));
    while (open.size() > OPEN_MAX) {
      open.removeFirst();
    }
    return code;
  }

  /// Who signs in with the code, which is used up by it.
  public synchronized Optional<Identity> redeem(String code) {
    var now = clock.instant();
    open.removeIf(known -> !known.until().isAfter(now));
    var digest = digest(code);
    var valid = open.removeIf(known -> known.digest().equals(digest));
    return valid ? Optional.of(identity) : Optional.empty();
  }

  private static Secret digest(String code) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
      return Secret.of(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
