package com.nurturehub.crm.scheduling.embedded;

import com.nurturehub.crm.domain.connection.ConnectionId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/// The tasks, as the caller's transaction may touch them. The library's own calls read a row, write
/// what they made of it and fail when somebody else was faster, which would undo the caller's work
/// as well; these statements do not fail for that.
record LaneTasks(DataSource joining) {

  static final String NAME = "lane";

  // The row is locked also where nothing is changed: a slice that is just ending waits for our
  // commit, and the watch, which comes after it, sees on the lane's row what we asked for.
  private static final String BRING_FORWARD =
      """
      insert into scheduled_tasks as task (task_name, task_instance, execution_time, picked, version)
      values ('lane', ?, ?, false, 1)
      on conflict (task_name, task_instance) do update
      set execution_time = excluded.execution_time, version = task.version + 1
      where not task.picked and task.execution_time > excluded.execution_time
      """;

  private static final String REMOVE =
      "delete from scheduled_tasks where task_name = 'lane' and task_instance = ? and not picked";

  static ConnectionId lane(String taskInstance) {
    return new ConnectionId(UUID.fromString(taskInstance));
  }

  /// The lane is worked then, or earlier if that was planned. One that is being worked stays as it
  /// is.
  void bringForward(ConnectionId lane, Instant to) {
    execute(
        BRING_FORWARD,
        statement -> {
          statement.setString(1, lane.value().toString());
          statement.setObject(2, to.atOffset(ZoneOffset.UTC));
        });
  }

  /// One that is being worked removes its task itself.
  void remove(ConnectionId lane) {
    execute(REMOVE, statement -> statement.setString(1, lane.value().toString()));
  }

  @FunctionalInterface
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private void execute(String sql, Binding binding) {
    try (var connection = joining.getConnection();
        var statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The task of a lane could not be written.", e);
    }
  }
}
