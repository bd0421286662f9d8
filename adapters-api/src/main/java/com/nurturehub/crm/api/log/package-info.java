/// What happened with an agency's CRMs, as it is asked for and taken away.
@NullMarked
package com.nurturehub.crm.api.log;

import org.jspecify.annotations.NullMarked;
