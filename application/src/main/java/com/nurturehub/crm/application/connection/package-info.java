/// Connecting a CRM account, looking after its credentials, and letting go of it.
@NullMarked
package com.nurturehub.crm.application.connection;

import org.jspecify.annotations.NullMarked;
