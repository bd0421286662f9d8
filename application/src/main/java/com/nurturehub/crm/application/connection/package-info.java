/// CRM accounts and their credentials, and what each CRM offers.
@NullMarked
package com.nurturehub.crm.application.connection;

import org.jspecify.annotations.NullMarked;
