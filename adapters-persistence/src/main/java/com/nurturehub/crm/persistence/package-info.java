/// Where everything is kept: PostgreSQL, spoken to through jOOQ.
///
/// A *transaction* belongs to one agency, and the database's row-level security sees to it that
/// nothing else is read or written in it. A *page* of rows is written by one statement, whatever
/// its length.
@NullMarked
package com.nurturehub.crm.persistence;

import org.jspecify.annotations.NullMarked;
