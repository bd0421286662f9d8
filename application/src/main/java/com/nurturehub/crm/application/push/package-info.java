/// Delivering what we owe the CRMs.
@NullMarked
package com.nurturehub.crm.application.push;

import org.jspecify.annotations.NullMarked;
