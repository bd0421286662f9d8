package com.nurturehub.crm.application.lane;

import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Instant;

/// A lane and when it wants to be worked.
public record DueLane(ConnectionId connection, Instant at) {}
