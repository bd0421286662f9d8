/// What must a person at the agency do? One *alert* per connection and cause, with a remedy.
@NullMarked
package com.nurturehub.crm.domain.alert;

import org.jspecify.annotations.NullMarked;
