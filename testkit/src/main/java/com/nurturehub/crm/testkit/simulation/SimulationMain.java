package com.nurturehub.crm.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs many seeds in parallel and sums up what they came to.
///
/// Usage: `SimulationMain [first seed] [number of seeds]`.
public final class SimulationMain {

  private static final Logger LOG = LoggerFactory.getLogger(SimulationMain.class);

  /// Virtual threads hand the baton on without waking a sleeping processor, as long as none sleeps.
  private static final int IN_FLIGHT = 2 * Runtime.getRuntime().availableProcessors();

  private SimulationMain() {}

  /// What many runs came to. `dirty` are the runs that broke a promise.
  public record Summary(
      long seeds, long edits, long crashes, long writes, long hours, List<Report> dirty) {

    public Summary {
      dirty = List.copyOf(dirty);
    }

    private Summary and(Report report) {
      var more = new ArrayList<>(dirty);
      if (!report.isClean()) {
        more.add(report);
      }
      return new Summary(
          seeds + 1,
          edits + report.edits(),
          crashes + report.crashes(),
          writes + report.writes(),
          hours + report.hours(),
          more);
    }

    @Override
    public String toString() {
      return "%d seeds, %.1f simulated years, %d edits, %d crashes, %d writes to CRMs, %d violations"
          .formatted(seeds, hours / 8_766.0, edits, crashes, writes, dirty.size());
    }
  }

  public static void main(String[] arguments) throws Exception {
    var first = arguments.length > 0 ? Long.parseLong(arguments[0]) : 0;
    var many = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    var summary = run(first, many);
    summary
        .dirty()
        .forEach(run -> LOG.error("seed {} broke a promise: {}", run.seed(), run.violations()));
    LOG.info("{}", summary);
  }

  public static Summary run(long first, int many) throws InterruptedException, ExecutionException {
    var summary = new Summary(0, 0, 0, 0, 0, List.of());
    try (var threads = Executors.newFixedThreadPool(IN_FLIGHT, Thread.ofVirtual().factory())) {
      var runs = new ArrayList<Callable<Report>>();
      for (var seed = first; seed < first + many; seed++) {
        var chosen = seed;
        runs.add(() -> Simulation.run(chosen));
      }
      for (Future<Report> run : threads.invokeAll(runs)) {
        summary = summary.and(run.get());
      }
    }
    return summary;
  }
}
