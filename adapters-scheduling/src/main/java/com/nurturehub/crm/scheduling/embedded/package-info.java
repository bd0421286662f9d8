/// Who works a lane, and when, on the service's own PostgreSQL? Every node that shares the
/// database.
///
/// A *task* is db-scheduler's row for a lane that has a time to be worked at. It only says when to
/// look; what is to be done, and whether somebody holds the lane, is on the lane's own row. The
/// *watch* compares the two, so that nothing that is due is ever forgotten.
@NullMarked
package com.nurturehub.crm.scheduling.embedded;

import org.jspecify.annotations.NullMarked;
