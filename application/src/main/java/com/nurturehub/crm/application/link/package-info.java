/// Who is who, as the stores keep it.
@NullMarked
package com.nurturehub.crm.application.link;

import org.jspecify.annotations.NullMarked;
