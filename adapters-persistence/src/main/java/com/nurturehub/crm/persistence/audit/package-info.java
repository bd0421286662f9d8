/// What was decided, as rows that are written once: chained, and with personal values that can be
/// forgotten.
@NullMarked
package com.nurturehub.crm.persistence.audit;

import org.jspecify.annotations.NullMarked;
