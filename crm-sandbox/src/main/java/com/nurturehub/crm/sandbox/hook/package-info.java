/// How a sandboxed CRM tells others of events: a *message* is one event for one address, the
/// *sender* delivers it with the CRM's own patience, and *mischief* is what a tester lets go wrong.
@NullMarked
package com.nurturehub.crm.sandbox.hook;

import org.jspecify.annotations.NullMarked;
