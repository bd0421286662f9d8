/// What engines that work lanes have in common.
@NullMarked
package com.nurturehub.crm.scheduling;

import org.jspecify.annotations.NullMarked;
