/// What tests speak of: people, agencies, times, and seeds for what must hold for everything.
@NullMarked
package com.nurturehub.crm.testkit;

import org.jspecify.annotations.NullMarked;
