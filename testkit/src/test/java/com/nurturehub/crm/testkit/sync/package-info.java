/// Tries when and how a connection is synced.
@NullMarked
package com.nurturehub.crm.testkit.sync;

import org.jspecify.annotations.NullMarked;
