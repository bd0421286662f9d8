/// Reading, proving and restoring from what was decided.
@NullMarked
package com.nurturehub.crm.application.audit;

import org.jspecify.annotations.NullMarked;
