/// Who is calling, for which agency, and what may they do?
///
/// An *identity* comes from a session or a token, never from a parameter. A *scope* is one thing it
/// may do, its *reach* the agencies it may do it for.
@NullMarked
package com.nurturehub.crm.api.identity;

import org.jspecify.annotations.NullMarked;
