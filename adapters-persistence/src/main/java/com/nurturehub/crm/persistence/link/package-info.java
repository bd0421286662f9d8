/// Who is who, as rows: a link per contact and connection, with its base.
@NullMarked
package com.nurturehub.crm.persistence.link;

import org.jspecify.annotations.NullMarked;
