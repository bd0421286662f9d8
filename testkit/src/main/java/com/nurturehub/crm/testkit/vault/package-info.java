/// A stand-in for the service where an operator keeps keys.
@NullMarked
package com.nurturehub.crm.testkit.vault;

import org.jspecify.annotations.NullMarked;
