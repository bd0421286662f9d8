package com.nurturehub.crm.application.sync;

import com.nurturehub.crm.application.DrivingPort;
import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.alert.Alarm;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.domain.agency.AgencyId;
import java.util.Optional;
import java.util.UUID;

/// Answers what a firewall or a preview asked; audited with who and why.
@DrivingPort
@FunctionalInterface
public interface DecideApproval {

  /// Empty when there is no such question that still takes this answer.
  Optional<Approvals.Question> decide(
      AgencyId agency, UUID id, Approvals.Answer answer, String actor, String why);

  static DecideApproval using(Stores stores, World world, Lanes lanes) {
    return new DecidingApproval(
        world.transactions(),
        stores.approvals(),
        stores.connections(),
        stores.runs(),
        stores.outbox(),
        stores.audit(),
        new Alarm(stores.alerts(), world.ids(), world.clock()),
        lanes,
        world.ids(),
        world.clock());
  }
}
