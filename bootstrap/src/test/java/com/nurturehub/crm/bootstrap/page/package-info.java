/// The page as a person at an agency uses it, in a real browser.
@NullMarked
package com.nurturehub.crm.bootstrap.page;

import org.jspecify.annotations.NullMarked;
