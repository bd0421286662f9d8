/// What did the last pass over a connection do? A *run* reads a CRM page by page from a *cursor*,
/// and its *tally* must balance.
@NullMarked
package com.nurturehub.crm.domain.sync;

import org.jspecify.annotations.NullMarked;
