/// CRM accounts and whose they are, as rows, and their credentials, encrypted.
@NullMarked
package com.nurturehub.crm.persistence.connection;

import org.jspecify.annotations.NullMarked;
