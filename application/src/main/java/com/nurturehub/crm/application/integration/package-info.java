/// How an agency stands with each CRM: connecting an account, letting go of it, and what it is
/// doing.
@NullMarked
package com.nurturehub.crm.application.integration;

import org.jspecify.annotations.NullMarked;
