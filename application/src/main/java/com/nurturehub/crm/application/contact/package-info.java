/// Finding, changing and erasing the people an agency knows.
@NullMarked
package com.nurturehub.crm.application.contact;

import org.jspecify.annotations.NullMarked;
