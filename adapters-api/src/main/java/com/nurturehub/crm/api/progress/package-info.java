/// Following a run while it goes on, for whichever protocol asks.
@NullMarked
package com.nurturehub.crm.api.progress;

import org.jspecify.annotations.NullMarked;
