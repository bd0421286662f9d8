/// Which number did somebody mean? Reads phone numbers as people in the United Kingdom type them.
@NullMarked
package com.nurturehub.crm.connector.phone;

import org.jspecify.annotations.NullMarked;
