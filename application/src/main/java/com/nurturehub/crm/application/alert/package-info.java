/// Telling people what they must do, once, and taking it back when it is done.
@NullMarked
package com.nurturehub.crm.application.alert;

import org.jspecify.annotations.NullMarked;
