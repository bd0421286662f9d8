/// Following what is committed about contacts, for whichever protocol asks. A *position* is kept by
/// the caller, so that any node can go on for any other.
@NullMarked
package com.nurturehub.crm.api.feed;

import org.jspecify.annotations.NullMarked;
