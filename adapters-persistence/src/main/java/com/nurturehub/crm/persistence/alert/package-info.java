/// What people must do, as rows.
@NullMarked
package com.nurturehub.crm.persistence.alert;

import org.jspecify.annotations.NullMarked;
