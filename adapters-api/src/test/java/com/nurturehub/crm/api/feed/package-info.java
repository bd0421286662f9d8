/// Tests of following what is committed.
@NullMarked
package com.nurturehub.crm.api.feed;

import org.jspecify.annotations.NullMarked;
