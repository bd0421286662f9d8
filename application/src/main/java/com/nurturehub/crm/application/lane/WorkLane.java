package com.nurturehub.crm.application.lane;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.domain.connection.ConnectionId;

/// The only thing an engine calls: one bounded slice of a lane's work, and when it wants to go on.
@DrivingPort
@FunctionalInterface
public interface WorkLane {

  NextSlice work(ConnectionId connection);
}
