/// Street: people, read by their time of change and written where Street lets us.
///
/// What Street's documents leave open is in [com.nurturehub.crm.connector.street.StreetSettings],
/// with the default we suggest.
@NullMarked
package com.nurturehub.crm.connector.street;

import org.jspecify.annotations.NullMarked;
