/// What do we still owe the CRM? A *push* is a promise to tell one CRM about one contact; it ends
/// delivered, set aside for a person, or superseded, and in no other way.
@NullMarked
package com.nurturehub.crm.domain.push;

import org.jspecify.annotations.NullMarked;
