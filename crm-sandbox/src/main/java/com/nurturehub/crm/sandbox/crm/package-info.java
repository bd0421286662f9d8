/// What every sandboxed CRM has in common: how its calls are received, and what a tester can do to
/// it.
///
/// The *reception* notes each call, lets faults strike, and hands it to the CRM's routes. A *desk*
/// is where an agent of one customer works: contacts are created, edited and archived there as in
/// the CRM's own window.
@NullMarked
package com.nurturehub.crm.sandbox.crm;

import org.jspecify.annotations.NullMarked;
