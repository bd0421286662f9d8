/// Who does the agency know?
///
/// A *contact* has *details* (the shared fields, which people edit on both sides), *consents* (per
/// channel, under rules of their own) and *signals* (what NurtureHub alone measures). Which CRM
/// knows the contact under which id is the business of links, not of this package.
@NullMarked
package com.nurturehub.crm.domain.contact;

import org.jspecify.annotations.NullMarked;
