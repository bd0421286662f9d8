/// What the outside calls: gRPC for NurtureHub's services, GraphQL and the page for people.
@NullMarked
package com.nurturehub.crm.api;

import org.jspecify.annotations.NullMarked;
