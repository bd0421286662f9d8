/// What the passes over connections did and how far they got, what could not be taken, and what a
/// firewall asked.
@NullMarked
package com.nurturehub.crm.persistence.sync;

import org.jspecify.annotations.NullMarked;
