/// Writing down what happens between an agency and its CRMs, and reading it again.
@NullMarked
package com.nurturehub.crm.application.log;

import org.jspecify.annotations.NullMarked;
