/// What was decided, and what was set aside? An *entry* is written once and never changed; the
/// *chain* makes any change, removal, reordering or cut visible.
@NullMarked
package com.nurturehub.crm.domain.audit;

import org.jspecify.annotations.NullMarked;
