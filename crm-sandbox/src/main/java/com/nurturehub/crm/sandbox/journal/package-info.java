/// A record of everything a CRM was told, to judge the service by.
///
/// Writes are kept completely, reads in a ring of bounded size, and both are counted. No credential
/// is ever kept.
@NullMarked
package com.nurturehub.crm.sandbox.journal;

import org.jspecify.annotations.NullMarked;
