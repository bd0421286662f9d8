/// Tests of the GraphQL side.
@NullMarked
package com.nurturehub.crm.api.graphql;

import org.jspecify.annotations.NullMarked;
