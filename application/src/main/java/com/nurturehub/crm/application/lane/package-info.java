/// All work on one connection runs in its *lane*, and at most one node works a lane at any moment.
///
/// The truth about a lane is a row: when it is due, when it was woken, who holds it and under which
/// *epoch*. An engine only decides where and when a lane is worked.
@NullMarked
package com.nurturehub.crm.application.lane;

import org.jspecify.annotations.NullMarked;
