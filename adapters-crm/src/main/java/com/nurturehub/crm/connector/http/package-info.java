/// What all connectors share: how a CRM is registered and opened, one bounded client, the
/// *throttles* that keep a CRM's limits, and what an answer usually means. Nothing that comes from
/// here carries a body or a header in its message.
@NullMarked
package com.nurturehub.crm.connector.http;

import org.jspecify.annotations.NullMarked;
