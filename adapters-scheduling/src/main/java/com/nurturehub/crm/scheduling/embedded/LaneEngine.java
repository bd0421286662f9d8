package com.nurturehub.crm.scheduling.embedded;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.NextSlice.Again;
import com.nurturehub.crm.application.lane.NextSlice.At;
import com.nurturehub.crm.application.lane.NextSlice.Resting;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.scheduling.Engine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/// Works the lanes that are due, as many at once as its pace allows, each on a virtual thread. A
/// lane whose node died is worked again by whoever notices first.
public final class LaneEngine implements Engine {

  /// @param inFlight lanes worked at once on this node
  /// @param poll how often the database is asked what is due
  /// @param heartbeat how often a node says that it still works on a lane
  /// @param lastSlice how long a slice may go on when the node stops
  public record Pace(int inFlight, Duration poll, Duration heartbeat, Duration lastSlice) {

    public static final Pace DEFAULT =
        new Pace(32, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(20));

    public Pace withInFlight(int other) {
      return new Pace(other, poll, heartbeat, lastSlice);
    }
  }

  /// So many heartbeats missed, and the node is taken for dead.
  static final int HEARTBEATS_MISSED_MAX = 4;

  /// Dead nodes are looked for once in so many heartbeats.
  static final int HEARTBEATS_PER_SEARCH = 2;

  /// When a slice could not even say how it ended, its lane is tried again after this.
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private final WorkLane work;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final LaneWatch watch;

  LaneEngine(
      LaneTasks tasks,
      LaneLedger ledger,
      WorkLane work,
      InstantSource clock,
      Doorbell doorbell,
      String node,
      Pace pace) {
    this.work = work;
    this.clock = clock;
    this.scheduler =
        Scheduler.create(tasks.joining(), task())
            .schedulerName(new SchedulerName.Fixed(node))
            .clock(clock::instant)
            .threads(pace.inFlight())
            .executorService(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lane-", 0).factory()))
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(pace.poll())
            .enableImmediateExecution()
            .heartbeatInterval(pace.heartbeat())
            .missedHeartbeatsLimit(HEARTBEATS_MISSED_MAX)
            .shutdownMaxWait(pace.lastSlice())
            .failureLogging(LogLevel.ERROR, true)
            .build();
    this.watch =
        new LaneWatch(ledger, tasks, clock, scheduler::triggerCheckForDueExecutions, pace.poll());
    doorbell.rings(scheduler::triggerCheckForDueExecutions);
  }

  @Override
  public void start() {
    scheduler.start();
    watch.start();
  }

  @Override
  public void close() {
    watch.close();
    scheduler.stop();
  }

  private CustomTask<Void> task() {
    return Tasks.custom(LaneTasks.NAME, Void.class)
        .onDeadExecutionRevive()
        .onFailure((complete, then) -> then.reschedule(complete, clock.instant().plus(AFTER_FAULT)))
        .execute((task, _) -> slice(task.getId()));
  }

  private CompletionHandler<Void> slice(String taskInstance) {
    return switch (work.work(LaneTasks.lane(taskInstance))) {
      case Again _ -> (complete, then) -> then.reschedule(complete, clock.instant());
      case At(var instant) -> (complete, then) -> then.reschedule(complete, instant);
      case Resting _ -> (_, then) -> then.remove();
    };
  }
}
