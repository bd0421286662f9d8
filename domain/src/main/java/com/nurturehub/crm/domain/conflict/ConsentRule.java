package com.nurturehub.crm.domain.conflict;

import com.nurturehub.crm.domain.contact.Consent;
import com.nurturehub.crm.domain.contact.ConsentStatus;
import com.nurturehub.crm.domain.link.ConsentBase.Pair;
import com.nurturehub.crm.domain.link.CrmContact.Claim;
import java.time.Instant;

/// Which consent stands on one channel. Outside every policy: in doubt nobody is mailed.
///
/// A side has changed when its value differs from the base, or was recorded after it: granted and
/// denied again between two looks leaves the value as it was.
final class ConsentRule {

  private ConsentRule() {}

  /// What stands, and whether the CRM's grant was held back by a denial that may be older.
  record Standing(Consent consent, Consent theirs, boolean grantHeldBack) {}

  static Standing settle(Consent ours, Pair base, Consent theirs) {
    var ourChange = isChange(ours, base.hub());
    var theirChange = isChange(theirs, base.crm());
    return new Standing(
        standing(ours, ourChange, theirs, theirChange),
        theirs,
        theirChange && isHeldBack(ours, theirs, base.crm()));
  }

  /// Without a base the stricter stands; of two that say the same, the later recording.
  static Consent stricter(Consent ours, Consent theirs) {
    if (ours.status() == theirs.status()) {
      return later(ours, theirs);
    }
    if (!theirs.status().isExplicit()) {
      return ours;
    }
    if (!ours.status().isExplicit()) {
      return theirs;
    }
    return ours.status() == ConsentStatus.DENIED ? ours : theirs;
  }

  /// The time a CRM's consent counts from. Where the CRM does not date it, a denial counts as late
  /// as it can have been made (the record's stamp, unless that stamp is our own write's), and a
  /// grant as early as it can have been made (just after we last looked).
  static Consent dated(
      Claim claim, Pair base, Instant modifiedAt, Instant lastReadAt, boolean stampIsOurs) {
    if (claim.recordedAt().isPresent()) {
      return new Consent(claim.status(), claim.recordedAt().get());
    }
    var before = base.crm();
    var isSame = claim.status() == before.status();
    return switch (claim.status()) {
      case DENIED -> {
        var renewed = !stampIsOurs && modifiedAt.isAfter(before.recordedAt());
        yield new Consent(
            ConsentStatus.DENIED, renewed || !isSame ? modifiedAt : before.recordedAt());
      }
      case GRANTED, UNKNOWN, PENDING ->
          new Consent(claim.status(), isSame ? before.recordedAt() : lastReadAt);
    };
  }

  private static Consent standing(
      Consent ours, boolean ourChange, Consent theirs, boolean theirChange) {
    if (!theirChange || !theirs.status().isExplicit()) {
      return ours;
    }
    if (!ourChange || !ours.status().isExplicit()) {
      return theirs;
    }
    if (ours.status() == theirs.status()) {
      return later(ours, theirs);
    }
    if (ours.recordedAt().equals(theirs.recordedAt())) {
      return ours.status() == ConsentStatus.DENIED ? ours : theirs;
    }
    return later(ours, theirs);
  }

  private static boolean isChange(Consent now, Consent base) {
    return now.status() != base.status() || now.recordedAt().isAfter(base.recordedAt());
  }

  private static boolean isHeldBack(Consent ours, Consent theirs, Consent theirBase) {
    return theirs.status() == ConsentStatus.GRANTED
        && theirBase.status() != ConsentStatus.GRANTED
        && ours.status() == ConsentStatus.DENIED
        && !theirs.recordedAt().isAfter(ours.recordedAt());
  }

  private static Consent later(Consent one, Consent other) {
    return other.recordedAt().isAfter(one.recordedAt()) ? other : one;
  }
}
