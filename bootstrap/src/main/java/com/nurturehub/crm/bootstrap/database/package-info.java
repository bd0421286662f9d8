/// Which database do we run on? A configured one, or an embedded PostgreSQL that keeps its data in
/// a folder. Either way the tables belong to an *owner role* and the application is a *service
/// role*.
@NullMarked
package com.nurturehub.crm.bootstrap.database;

import org.jspecify.annotations.NullMarked;
