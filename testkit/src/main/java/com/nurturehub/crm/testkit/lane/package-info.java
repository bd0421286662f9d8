/// What every engine that works lanes promises, and what it takes to see whether it does.
@NullMarked
package com.nurturehub.crm.testkit.lane;

import org.jspecify.annotations.NullMarked;
