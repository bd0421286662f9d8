/// The people an agency knows, as rows.
///
/// A *handle* is what somebody can be recognised by: an e-mail address, or a phone number that can
/// be dialled. A *tombstone* is a keyed digest of what an erased person was known by.
@NullMarked
package com.nurturehub.crm.persistence.contact;

import org.jspecify.annotations.NullMarked;
