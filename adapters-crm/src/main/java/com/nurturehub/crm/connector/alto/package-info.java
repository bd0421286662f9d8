/// How is Alto spoken with? Alto's words, paths and oddities live here and nowhere else.
///
/// An *agency* is known to Alto by its AgencyRef. Alto's contact is a *household*: one or two
/// *people* who share an address, an e-mail consent and a stamp; each of them is a contact of ours.
/// Alto shows a household in three *views*, of which none is complete: the *item* of a listing has
/// the *personas* (what the household is to the agency), the *detail* has people and address, and
/// consent is asked for by itself.
@NullMarked
package com.nurturehub.crm.connector.alto;

import org.jspecify.annotations.NullMarked;
