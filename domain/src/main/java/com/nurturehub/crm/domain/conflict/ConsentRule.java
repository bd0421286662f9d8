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

  /// What the CRM says, and when. `earliest` is before `consent.recordedAt()` where the CRM does
  /// not date a denial, and `latest` after it where it does not date a grant. `shown` is the date
  /// the CRM gives, if it gives one; all these are one where the CRM dates what people said.
  record Dated(Consent consent, Instant earliest, Instant latest, Instant shown) {

    /// What goes into the base, so that the same date is not taken for a later recording.
    Consent weighed() {
      return new Consent(consent.status(), shown);
    }
  }

  /// What stands, and whether a grant was held back that may have been the last word.
  record Standing(Consent consent, boolean grantHeldBack) {}

  static Standing settle(Consent ours, Pair base, Dated claim) {
    var theirs = claim.consent();
    var ourChange = isChange(ours, base.hub());
    var theirChange = isChange(theirs, base.crm());
    var stands = standing(ours, ourChange, theirs, theirChange);
    return new Standing(stands, isHeldBack(stands, ours, ourChange, claim, theirChange));
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
    return denialOf(ours, theirs);
  }

  /// The time a CRM's consent counts from. Where the CRM does not date it, a denial counts as late
  /// as it can have been made (the record's stamp, unless that stamp is our own write's), and a
  /// grant as early as it can have been made (just after we last looked).
  static Dated dated(
      Claim claim,
      Pair base,
      Instant modifiedAt,
      Instant lastSeenAt,
      Instant wroteAt,
      boolean stampIsOurs) {
    var isSame = claim.status() == base.crm().status();
    var since = isSame ? base.crm().recordedAt() : lastSeenAt;
    return claim
        .recordedAt()
        .map(recorded -> recorded(claim.status(), isSame, since, recorded, wroteAt))
        .orElseGet(() -> undated(claim.status(), isSame, since, modifiedAt, stampIsOurs));
  }

  /// A CRM may put its own date to the grant we told it; that is no new grant.
  private static Dated recorded(
      ConsentStatus status, boolean isSame, Instant since, Instant recorded, Instant wroteAt) {
    var isOurGrant =
        isSame && status == ConsentStatus.GRANTED && Precision.compare(recorded, wroteAt) <= 0;
    var counts = isOurGrant ? since : recorded;
    return new Dated(new Consent(status, counts), counts, counts, recorded);
  }

  private static Dated undated(
      ConsentStatus status,
      boolean isSame,
      Instant since,
      Instant modifiedAt,
      boolean stampIsOurs) {
    return switch (status) {
      case DENIED -> {
        var isLater = Precision.compare(modifiedAt, since) >= 0;
        var counts = isLater && !(isSame && stampIsOurs) ? modifiedAt : since;
        yield new Dated(new Consent(status, counts), since, counts, counts);
      }
      case GRANTED, UNKNOWN, PENDING ->
          new Dated(new Consent(status, since), since, isSame ? since : modifiedAt, since);
    };
  }

  private static Consent standing(
      Consent ours, boolean ourChange, Consent theirs, boolean theirChange) {
    if (!theirs.status().isExplicit()) {
      return ours;
    }
    if (!ours.status().isExplicit()) {
      return theirs;
    }
    if (ours.status() == theirs.status()) {
      return theirChange ? later(ours, theirs) : ours;
    }
    if (ourChange && theirChange) {
      return grantIsLater(ours, theirs) ? grantOf(ours, theirs) : denialOf(ours, theirs);
    }
    var changed = theirChange ? theirs : ours;
    var isOlderGrant = changed.status() == ConsentStatus.GRANTED && denialIsLater(ours, theirs);
    return isOlderGrant && (ourChange || theirChange) ? denialOf(ours, theirs) : changed;
  }

  private static boolean isHeldBack(
      Consent stands, Consent ours, boolean ourChange, Dated claim, boolean theirChange) {
    var theirs = claim.consent();
    if (stands.status() != ConsentStatus.DENIED || ours.status() == theirs.status()) {
      return false;
    }
    if (theirs.status() == ConsentStatus.GRANTED) {
      return theirChange && Precision.compare(claim.latest(), ours.recordedAt()) > 0;
    }
    return ours.status() == ConsentStatus.GRANTED
        && ourChange
        && Precision.compare(ours.recordedAt(), claim.earliest()) > 0;
  }

  private static boolean isChange(Consent now, Consent base) {
    return now.status() != base.status() || now.recordedAt().isAfter(base.recordedAt());
  }

  /// A tie is a denial.
  private static boolean grantIsLater(Consent one, Consent other) {
    return Precision.compare(grantOf(one, other).recordedAt(), denialOf(one, other).recordedAt())
        > 0;
  }

  private static boolean denialIsLater(Consent one, Consent other) {
    return Precision.compare(denialOf(one, other).recordedAt(), grantOf(one, other).recordedAt())
        > 0;
  }

  private static Consent denialOf(Consent one, Consent other) {
    return one.status() == ConsentStatus.DENIED ? one : other;
  }

  private static Consent grantOf(Consent one, Consent other) {
    return one.status() == ConsentStatus.GRANTED ? one : other;
  }

  private static Consent later(Consent one, Consent other) {
    return other.recordedAt().isAfter(one.recordedAt()) ? other : one;
  }
}
