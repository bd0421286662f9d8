/// Tests of who is calling.
@NullMarked
package com.nurturehub.crm.api.identity;

import org.jspecify.annotations.NullMarked;
