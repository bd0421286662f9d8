/// Which CRM account belongs to which agency, what can that CRM do, and does it still work?
///
/// A *connection* is one agency's account at one CRM. *Capabilities* say what that CRM can read,
/// write and tell; a *failure* is a call that did not work, classed by what the caller must do
/// about it.
@NullMarked
package com.nurturehub.crm.domain.connection;

import org.jspecify.annotations.NullMarked;
