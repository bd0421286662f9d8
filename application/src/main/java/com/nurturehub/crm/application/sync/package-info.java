/// Bringing our contacts and one CRM's into agreement, a page at a time.
@NullMarked
package com.nurturehub.crm.application.sync;

import org.jspecify.annotations.NullMarked;
