/// Where CRMs tell us of their changes. Who speaks is proved by the use case behind it, over the
/// raw bytes; here they are only counted and bounded.
@NullMarked
package com.nurturehub.crm.api.webhook;

import org.jspecify.annotations.NullMarked;
