/// Taking in what CRMs tell us: verified, written down, answered, and worked on when we choose.
@NullMarked
package com.nurturehub.crm.application.event;

import org.jspecify.annotations.NullMarked;
