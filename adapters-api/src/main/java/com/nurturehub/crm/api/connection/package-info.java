/// Which CRM is behind a connection.
@NullMarked
package com.nurturehub.crm.api.connection;

import org.jspecify.annotations.NullMarked;
