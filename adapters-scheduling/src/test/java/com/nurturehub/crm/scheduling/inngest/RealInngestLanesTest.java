package com.nurturehub.crm.scheduling.inngest;

import com.nurturehub.crm.testkit.inngest.RealInngest;
import com.nurturehub.crm.testkit.inngest.TestInngest;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// With a real server, in real time. Each stage is an application of its own there.
@TestInstance(Lifecycle.PER_CLASS)
class RealInngestLanesTest implements InngestContract {

  private Optional<RealInngest> server = Optional.empty();

  @BeforeAll
  void start() {
    server = Optional.of(RealInngest.start());
  }

  @AfterAll
  void stop() {
    server.ifPresent(RealInngest::close);
  }

  @Override
  public TestInngest inngest() {
    return server.orElseThrow();
  }
}
