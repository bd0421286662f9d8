package com.nurturehub.crm.application.lane;

import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.ConnectionId;
import java.time.Instant;

/// The right to work a lane until an instant. Each taking has a new epoch; whoever comes with an
/// old one can commit nothing.
public record Lease(ConnectionId connection, AgencyId agency, long epoch, Instant until) {}
