/// What all connectors share over HTTP: one bounded client, and the *throttles* that keep a CRM's
/// limits. Nothing that comes from here carries a body or a header in its message.
@NullMarked
package com.nurturehub.crm.connector.http;

import org.jspecify.annotations.NullMarked;
