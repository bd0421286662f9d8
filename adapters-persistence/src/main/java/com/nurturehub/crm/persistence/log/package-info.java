/// What happened between agencies and their CRMs, in PostgreSQL.
@NullMarked
package com.nurturehub.crm.persistence.log;

import org.jspecify.annotations.NullMarked;
