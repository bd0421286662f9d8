/// Tries what an agency sees of its integrations.
@NullMarked
package com.nurturehub.crm.testkit.integration;

import org.jspecify.annotations.NullMarked;
