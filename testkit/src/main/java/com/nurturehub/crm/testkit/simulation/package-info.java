/// The real use cases, tried to breaking point in virtual time.
///
/// One seed decides everything: who edits what on which side, which call fails and how, which node
/// crashes or freezes, and who runs next. One thread runs at a time, so the same seed is the same
/// run. At the end the world is left in peace, and what was promised is checked.
@NullMarked
package com.nurturehub.crm.testkit.simulation;

import org.jspecify.annotations.NullMarked;
