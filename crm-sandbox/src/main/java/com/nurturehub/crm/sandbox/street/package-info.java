/// Street's Open API under `/street/open-api/v1`: people, enquiries, branches, and what can be left
/// with a person (notes, tasks, activity).
///
/// Each *network* is one agency's account and has one token. What an answer looks like follows
/// Street's published description; where that leaves something open,
/// [com.nurturehub.crm.sandbox.street.StreetOptions] chooses.
@NullMarked
package com.nurturehub.crm.sandbox.street;

import org.jspecify.annotations.NullMarked;
