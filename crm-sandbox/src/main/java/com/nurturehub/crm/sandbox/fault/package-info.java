/// What goes wrong on purpose.
///
/// A *harm* is one thing that goes wrong. A *fault* is a harm with a place (operation, customer), a
/// chance and a number of times. Faults are drawn from a seed, so that a run can be repeated.
@NullMarked
package com.nurturehub.crm.sandbox.fault;

import org.jspecify.annotations.NullMarked;
