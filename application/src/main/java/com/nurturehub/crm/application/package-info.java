/// What can be done: use cases, and the ports they need of the world.
///
/// A *driving port* is a verb phrase that somebody outside calls; a *driven port* is a place the
/// use cases reach out to. The classes behind the driving ports are nobody else's business.
@NullMarked
package com.nurturehub.crm.application;

import org.jspecify.annotations.NullMarked;
