/// Tests of the outer face, over real connections, with hand-written use cases behind it.
@NullMarked
package com.nurturehub.crm.api;

import org.jspecify.annotations.NullMarked;
