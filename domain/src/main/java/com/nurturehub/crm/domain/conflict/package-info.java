/// Decides which of two versions of a contact stands.
///
/// A *version* is what one side says and since when. *Reconciling* compares base, hub and CRM; only
/// when both sides changed and differ does a *policy* give a *resolution*. Consent stands outside
/// every policy. Recording the loser is the audit trail's work; writing the winner is the caller's.
@NullMarked
package com.nurturehub.crm.domain.conflict;

import org.jspecify.annotations.NullMarked;
