/// The whole service, called as its users call it.
@NullMarked
package com.nurturehub.crm.bootstrap.endtoend;

import org.jspecify.annotations.NullMarked;
