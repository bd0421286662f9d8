/// What has a CRM told us that we have not worked on yet?
@NullMarked
package com.nurturehub.crm.domain.event;

import org.jspecify.annotations.NullMarked;
