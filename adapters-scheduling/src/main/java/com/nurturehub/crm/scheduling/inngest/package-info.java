/// Who works a lane, and when, where an Inngest server decides? It calls us, at one address, with
/// one *function* for the lanes of each CRM and one that looks once a minute which lanes are due.
///
/// A *call* is one bounded slice; we report no steps, so nothing of ours lies in the server. What
/// is to be done, and whether it is due at all, is on the lane's own row: an *event* only says when
/// to look, and one that is lost, repeated or late does no harm.
@NullMarked
package com.nurturehub.crm.scheduling.inngest;

import org.jspecify.annotations.NullMarked;
