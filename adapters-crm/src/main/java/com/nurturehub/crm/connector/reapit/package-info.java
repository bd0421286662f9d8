/// How is Reapit spoken with? Reapit's words, paths and oddities live here and nowhere else.
///
/// A *customer* is an agency's account at Reapit. Live contacts and the *archive* are two sets, so
/// that a *sweep* through all contacts goes through both. A *row* is what a page has in place of a
/// contact, readable or not.
@NullMarked
package com.nurturehub.crm.connector.reapit;

import org.jspecify.annotations.NullMarked;
