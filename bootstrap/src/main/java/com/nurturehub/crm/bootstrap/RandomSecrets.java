package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.application.connection.FreshSecrets;
import com.nurturehub.crm.domain.connection.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/// Secrets of 256 bits, in letters that an address and a cookie can carry.
final class RandomSecrets implements FreshSecrets {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  @Override
  public Secret next() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
