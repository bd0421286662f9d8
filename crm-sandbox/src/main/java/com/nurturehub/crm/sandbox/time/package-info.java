/// Time as the sandbox sees it: a clock that a test can set, and waiting that ends when the sandbox
/// closes.
@NullMarked
package com.nurturehub.crm.sandbox.time;

import org.jspecify.annotations.NullMarked;
