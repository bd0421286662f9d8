/// The truth about lanes, a row per connection: when it is due, how often it was woken, who holds
/// it.
@NullMarked
package com.nurturehub.crm.persistence.lane;

import org.jspecify.annotations.NullMarked;
