/// What CRMs have told us, and whether they do.
@NullMarked
package com.nurturehub.crm.persistence.event;

import org.jspecify.annotations.NullMarked;
