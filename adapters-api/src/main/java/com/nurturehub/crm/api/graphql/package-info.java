/// What the dashboard asks. Fetchers translate and delegate; `GraphQlErrors` alone decides how a
/// failure looks that is not a member of a payload.
///
/// A *node* is one of our values as the schema shows it: its accessors are the schema's fields.
@NullMarked
package com.nurturehub.crm.api.graphql;

import org.jspecify.annotations.NullMarked;
