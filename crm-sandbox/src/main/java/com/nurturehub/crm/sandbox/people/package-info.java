/// Invented people of the United Kingdom, as many as wanted, each made from a seed and a number.
///
/// Nothing is stored: the same seed and number always give the same *person*. Telephone numbers and
/// e-mail addresses contain the number in scrambled form, so that a person can be found by them
/// without a search. E-mail domains are of the kind that is reserved for examples.
@NullMarked
package com.nurturehub.crm.sandbox.people;

import org.jspecify.annotations.NullMarked;
