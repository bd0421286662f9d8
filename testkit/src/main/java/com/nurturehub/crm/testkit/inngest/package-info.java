/// Inngest servers to test with: a real one where the machine has its program, and a stand-in that
/// is held to what a real one sends.
@NullMarked
package com.nurturehub.crm.testkit.inngest;

import org.jspecify.annotations.NullMarked;
