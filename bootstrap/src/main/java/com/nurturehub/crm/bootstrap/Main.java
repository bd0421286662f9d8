package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.persistence.audit.AuditVerifier;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the connector framework; `verify-audit FILE [HASH]` instead checks an exported audit
/// trail, for which neither the service nor its database is needed.
@SpringBootApplication
public class Main {

  private static final String VERIFY_AUDIT = "verify-audit";

  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals(VERIFY_AUDIT)) {
      AuditVerifier.main(Arrays.copyOfRange(args, 1, args.length));
    } else {
      SpringApplication.run(Main.class, args);
    }
  }
}
