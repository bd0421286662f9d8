/// What we owe the CRMs and what people must do there themselves, as rows.
@NullMarked
package com.nurturehub.crm.persistence.push;

import org.jspecify.annotations.NullMarked;
