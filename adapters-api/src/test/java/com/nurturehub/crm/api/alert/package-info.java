/// Tests of following what becomes of alerts.
@NullMarked
package com.nurturehub.crm.api.alert;

import org.jspecify.annotations.NullMarked;
