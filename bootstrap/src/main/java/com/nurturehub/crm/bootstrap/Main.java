package com.nurturehub.crm.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nurturehub.crm.persistence.audit.AuditVerifier;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the connector framework; `verify-audit FILE [HASH]` instead checks an exported audit
/// trail, for which neither the service nor its database is needed, and `rotate-key` and
/// `retire-keys` change the keys in the database.
@SpringBootApplication
public class Main {

  private static final String VERIFY_AUDIT = "verify-audit";

  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals(VERIFY_AUDIT)) {
      AuditVerifier.main(Arrays.copyOfRange(args, 1, args.length));
    } else if (args.length > 0 && KeyCommand.NAMES.contains(args[0])) {
      try (var say = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8)) {
        System.exit(KeyCommand.run(args[0], say, Arrays.copyOfRange(args, 1, args.length)) ? 0 : 1);
      }
    } else {
      SpringApplication.run(Main.class, args);
    }
  }
}
