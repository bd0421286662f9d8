/// Tests of following a run.
@NullMarked
package com.nurturehub.crm.api.progress;

import org.jspecify.annotations.NullMarked;
