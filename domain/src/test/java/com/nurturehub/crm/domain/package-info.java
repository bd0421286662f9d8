/// What the tests of the rules share: people, CRMs and times to speak of.
@NullMarked
package com.nurturehub.crm.domain;

import org.jspecify.annotations.NullMarked;
