/// Tests of the sync log as a file.
@NullMarked
package com.nurturehub.crm.api.log;

import org.jspecify.annotations.NullMarked;
