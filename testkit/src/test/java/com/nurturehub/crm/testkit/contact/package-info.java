/// Tries what can be done with a contact, over stores in memory.
@NullMarked
package com.nurturehub.crm.testkit.contact;

import org.jspecify.annotations.NullMarked;
