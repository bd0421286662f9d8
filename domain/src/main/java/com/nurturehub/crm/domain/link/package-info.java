/// Who is who? A *link* ties our contact to a CRM's, and keeps the *base*: what both sides held
/// when they last agreed. Everything else follows from comparing base, hub and CRM.
@NullMarked
package com.nurturehub.crm.domain.link;

import org.jspecify.annotations.NullMarked;
