/// What has a CRM told us that we have not worked on yet?
///
/// A *delivery* is verified before it is anything; an *event* is what is kept of it: a hint where
/// to look, never the truth. A *subscription* says whether a CRM tells us at all, and whether we
/// may rely on it.
@NullMarked
package com.nurturehub.crm.domain.event;

import org.jspecify.annotations.NullMarked;
