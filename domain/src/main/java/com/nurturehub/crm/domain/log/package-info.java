/// What happened between an agency and its CRMs, as people read it: a line per step, for a while.
/// What was decided is kept for ever elsewhere, in the audit trail.
@NullMarked
package com.nurturehub.crm.domain.log;

import org.jspecify.annotations.NullMarked;
