/// Following what becomes of alerts, for whichever protocol asks, so that people can be told of
/// them.
@NullMarked
package com.nurturehub.crm.api.alert;

import org.jspecify.annotations.NullMarked;
