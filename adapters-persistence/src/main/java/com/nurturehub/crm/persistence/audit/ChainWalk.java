package com.nurturehub.crm.persistence.audit;

import com.nurturehub.crm.application.audit.AuditTrail.Break;
import com.nurturehub.crm.application.audit.AuditTrail.Proof;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.audit.AuditChain;
import java.util.Optional;

/// Follows a trail link by link up to the first that is not what was written.
final class ChainWalk {

  private AuditChain chain;
  private Optional<Break> broken = Optional.empty();

  ChainWalk(AgencyId agency) {
    this.chain = AuditChain.begin(agency);
  }

  /// How far the trail has been followed.
  long number() {
    return chain.number();
  }

  boolean isBroken() {
    return broken.isPresent();
  }

  void follow(AuditChain.Link next) {
    if (isBroken()) {
      return;
    }
    broken = chain.objection(next).map(why -> new Break(chain.number() + 1, why));
    if (!isBroken()) {
      chain = chain.with(next);
    }
  }

  /// Compares where the trail ends with where it should.
  Proof conclude(AuditChain head) {
    if (!isBroken() && chain.number() < head.number()) {
      broken = Optional.of(new Break(chain.number() + 1, "it is missing: the trail was cut off"));
    }
    if (!isBroken() && !chain.equals(head)) {
      broken = Optional.of(new Break(chain.number(), "it is not what the head of the trail names"));
    }
    return new Proof(!isBroken(), head.number(), head.hash(), broken);
  }
}
