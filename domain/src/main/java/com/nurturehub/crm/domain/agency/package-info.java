/// Whose data is this? Everything NurtureHub keeps belongs to exactly one *agency*.
@NullMarked
package com.nurturehub.crm.domain.agency;

import org.jspecify.annotations.NullMarked;
